package dev.sonde.jupyter;

import dev.sonde.display.Align;
import dev.sonde.display.Doctor;
import dev.sonde.display.Help;
import dev.sonde.display.SondeException;
import dev.sonde.display.TableView;
import java.util.List;
import java.util.Optional;

/** The magic {@code %sonde doctor|version|help [class]}, the same in every kernel. */
final class SondeMagic {
    private final String kernel;
    private final Optional<String> trouble;

    /**
     * @param kernel name and version of the kernel
     * @param trouble what went wrong when the extension was installed, where something did
     */
    SondeMagic(String kernel, Optional<String> trouble) {
        this.kernel = kernel;
        this.trouble = trouble;
    }

    /** What the magic shows for these words. */
    Object eval(List<String> words) {
        String first = words.isEmpty() ? "help" : words.get(0);
        return switch (first) {
            case "version" -> "Sonde " + Doctor.version();
            case "doctor" -> doctor();
            case "help" -> words.size() > 1 ? Help.named(words.get(1)).view() : usage();
            default ->
                throw new SondeException(
                        "%sonde has no command " + first, "Use %sonde doctor, %sonde version or %sonde help [class].");
        };
    }

    private TableView doctor() {
        TableView view = dev.sonde.Sonde.doctor(Doctor.inKernel(kernel)).view();
        return trouble.map(t -> view.note("The extension could not be installed whole: " + t))
                .orElse(view);
    }

    private static TableView usage() {
        return TableView.titled("%sonde")
                .column("Write", Align.LEFT)
                .column("to see", Align.LEFT)
                .row("%sonde doctor", "versions, memory, data found and missing")
                .row("%sonde version", "the version of Sonde")
                .row("%sonde help Vsr", "what a class can do; help(x) does the same for a value")
                .row("Paper.audit()", "the published numbers, checked")
                .row("Paper.table(1)", "a table of the paper as printed")
                .row("Vsr.open()", "the VSR annotations");
    }
}
