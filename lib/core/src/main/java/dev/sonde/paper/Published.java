package dev.sonde.paper;

import dev.sonde.display.SondeException;
import dev.sonde.display.TableView;
import dev.sonde.experiment.Run;
import java.util.List;
import java.util.stream.Collectors;

/**
 * All numbers of the paper.
 *
 * @param tables Tables 1 to 5
 * @param numbers the numbers of its running text and appendices
 */
public record Published(List<PublishedTable> tables, List<PublishedNumber> numbers) {
    /** Copies the lists. */
    public Published {
        tables = List.copyOf(tables);
        numbers = List.copyOf(numbers);
    }

    /** The paper as printed. */
    public static Published asPrinted() {
        return new Published(PublishedTables.all(), PublishedNumbers.all());
    }

    /** Table 1 to 5. */
    public PublishedTable table(int number) {
        if (number < 1 || number > tables.size()) {
            throw new SondeException(
                    "the paper has no Table " + number, "Ask for a table from 1 to " + tables.size() + ".");
        }
        return tables.get(number - 1);
    }

    /** The number of the running text with this short name. */
    public PublishedNumber number(String id) {
        return numbers.stream()
                .filter(n -> n.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new SondeException(
                        "the paper's text has no number called " + id,
                        "Take one of "
                                + numbers.stream().map(PublishedNumber::id).toList() + "."));
    }

    /** The numbers of the running text as a table. */
    public TableView numbersView() {
        return PublishedNumbers.view();
    }

    /** SHA-256 of every published digit: it changes when a number does. */
    String sha256() {
        String digits = tables.stream()
                        .flatMap(t -> t.cells().stream())
                        .map(c -> c.place() + "=" + c.value())
                        .collect(Collectors.joining("\n"))
                + numbers.stream().map(n -> "\n" + n.id() + "=" + n.value()).collect(Collectors.joining());
        return Run.sha256(digits);
    }

    /** The same with one table replaced. */
    public Published with(PublishedTable table) {
        return new Published(
                tables.stream()
                        .map(t -> t.item().equals(table.item()) ? table : t)
                        .toList(),
                numbers);
    }
}
