package dev.sonde;

import dev.sonde.data.Vsr;
import dev.sonde.display.TableView;
import dev.sonde.experiment.ComputedRuns;
import dev.sonde.experiment.RunStore;
import dev.sonde.experiment.Runs;
import dev.sonde.experiment.Scale;
import dev.sonde.paper.Audit;
import dev.sonde.paper.Published;
import dev.sonde.paper.PublishedNumber;
import dev.sonde.paper.PublishedTable;
import java.util.List;

/**
 * The paper: "Lost in Space: Probing Fine-grained Spatial Understanding in Vision and Language Resamplers"
 * (Pantazopoulos, Suglia, Lemon and Eshghi, NAACL 2024).
 *
 * <pre>{@code
 * jshell> Paper.table(2)                      // as printed
 * jshell> Paper.audit()                       // its numbers, checked
 * jshell> Paper.audit().finding("table-2-counts")
 * }</pre>
 */
public final class Paper {
    private Paper() {}

    /** Table 1 to 5 as printed, every number typed. */
    public static PublishedTable table(int number) {
        return Published.asPrinted().table(number);
    }

    /** Tables 1 to 5. */
    public static List<PublishedTable> tables() {
        return Published.asPrinted().tables();
    }

    /** The numbers of the running text and the appendices, as a table. */
    public static TableView numbers() {
        return Published.asPrinted().numbersView();
    }

    /** One number of the running text, such as {@code human-kappa}. */
    public static PublishedNumber number(String id) {
        return Published.asPrinted().number(id);
    }

    /** Checks the published numbers against each other and against VSR: the user's files, else the bundled ones. */
    public static Audit audit() {
        return Audit.of(Vsr.open());
    }

    /** Checks the published numbers against these annotations. */
    public static Audit audit(Vsr vsr) {
        return Audit.of(vsr);
    }

    /**
     * The experiments of this process's scale ({@code SONDE_SCALE}): computed when they are first asked for, and read from
     * {@code SONDE_HOME} after that. The tables and figures of the paper are made of them.
     */
    public static Runs runs() {
        return ComputedRuns.of(Scale.here(), RunStore.open());
    }
}
