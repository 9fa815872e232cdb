package dev.sonde.paper;

import dev.sonde.display.MimeBundle;
import dev.sonde.display.TableView;
import dev.sonde.display.Tabular;
import dev.sonde.experiment.Run;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One finding of the audit: a claim about the paper's numbers, and the cells that hold its evidence. A cell passes if
 * the evidence computed here is what the claim says; what the claim means for the paper is the standing's to say.
 *
 * @param id a short name
 * @param title the finding in one line
 * @param standing what it says about the paper
 * @param evidence what was computed, in words and numbers
 * @param source where its input comes from
 * @param cells the numbers behind it
 * @param run what they were computed from
 */
public record Finding(
        String id, String title, Standing standing, String evidence, String source, List<JudgedCell> cells, Run run)
        implements Tabular {
    /** Copies the list. */
    public Finding {
        cells = List.copyOf(cells);
    }

    /** Pass if every cell passes. */
    public Verdict verdict() {
        return Verdict.of(cells.stream().allMatch(c -> c.verdict() == Verdict.PASS));
    }

    /** The title; where the evidence does not hold, it says so first. */
    public String headline() {
        return verdict() == Verdict.PASS ? title : "Not confirmed here: " + title;
    }

    /** The cells as verdicts. */
    public Verdicts verdicts() {
        return new Verdicts(headline(), cells, run);
    }

    /** The evidence as a table. */
    @Override
    public TableView view() {
        return verdicts()
                .view()
                .note("About the paper" + (verdict() == Verdict.PASS ? ": " : ", if it held: ") + standing.label()
                        + ".")
                .note("Evidence: " + evidence)
                .note("Source: " + source)
                .attach(MimeBundle.CELLS, json());
    }

    /** The cells as data, with the finding's name, to which the head of the report links. */
    private Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>(verdicts().json());
        json.put("finding", id);
        return json;
    }

    @Override
    public String toString() {
        return view().toString();
    }
}
