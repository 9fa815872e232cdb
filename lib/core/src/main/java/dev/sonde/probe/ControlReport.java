package dev.sonde.probe;

import dev.sonde.display.Align;
import dev.sonde.display.TableView;
import dev.sonde.display.Tabular;
import dev.sonde.stats.OnlineCodelength;
import dev.sonde.stats.VInformation;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A result beside what it must be compared with.
 *
 * @param result the probe on the test rows
 * @param majority the most frequent answer
 * @param prior answers drawn from the training rows
 * @param randomFeatures the probe on features that know nothing
 * @param control the control task
 * @param codelengths of the training labels, one for each shuffle; none for boxes
 * @param information about the test labels; none for boxes
 */
public record ControlReport(
        ProbeResult result,
        ProbeResult majority,
        ProbeResult prior,
        ProbeResult randomFeatures,
        ControlResult control,
        List<OnlineCodelength> codelengths,
        Optional<VInformation> information)
        implements Tabular {
    /** Orders of the training rows for which codelengths are measured. */
    public static final int SHUFFLES = 5;

    /** On a part of the rows a codelength trains for more epochs, at most so many times as many. */
    public static final int MOST_TIMES_LONGER = 20;

    public ControlReport {
        codelengths = List.copyOf(codelengths);
    }

    @Override
    public TableView view() {
        TableView table = TableView.titled(result.name() + ", with controls")
                .column("", Align.LEFT)
                .column("%", Align.RIGHT)
                .column("95 % (Wilson)", Align.RIGHT)
                .column("95 % (images)", Align.RIGHT)
                .column("N", Align.RIGHT);
        for (ProbeResult one : List.of(result, majority, prior, randomFeatures, control.control())) {
            table = one.score().row(table, one.name());
        }
        table = table.note(String.format(
                Locale.ROOT,
                "Selectivity %.2f points; the texts of %.1f %% of the test rows occur in training (Hewitt and Liang 2019).",
                100 * control.selectivity().value(),
                100 * control.seen()));
        if (!codelengths.isEmpty()) {
            table = table.note(code());
        }
        TableView whole = table;
        return information.map(found -> whole.note(bits(found))).orElse(whole);
    }

    private String code() {
        double[] compressions = codelengths.stream()
                .mapToDouble(OnlineCodelength::compression)
                .sorted()
                .toArray();
        return String.format(
                Locale.ROOT,
                "Online code of the training labels: compression %.3f to %.3f over %d shuffles; 1 is nothing learnt "
                        + "(Voita and Titov 2020).",
                compressions[0],
                compressions[compressions.length - 1],
                compressions.length);
    }

    private static String bits(VInformation information) {
        return String.format(
                Locale.ROOT,
                "V-information %.3f bits of %.3f per label (Xu et al. 2020).",
                information.value(),
                information.nullEntropy());
    }

    @Override
    public String toString() {
        return view().toString();
    }
}
