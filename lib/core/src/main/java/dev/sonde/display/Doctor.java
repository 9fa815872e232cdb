package dev.sonde.display;

import java.awt.GraphicsEnvironment;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What Sonde runs on, as a table: a chosen list, never the whole environment, which may hold secrets. */
public final class Doctor implements Tabular {
    /** What the floors above know, which this one cannot ask. */
    private record More(String what, Object found) {}

    private final Optional<String> kernel;
    private final List<More> more;

    private Doctor(Optional<String> kernel, List<More> more) {
        this.kernel = kernel;
        this.more = List.copyOf(more);
    }

    /** Of this JVM. */
    public static Doctor here() {
        return new Doctor(Optional.empty(), List.of());
    }

    /** Of this JVM, which is a notebook's kernel. */
    public static Doctor inKernel(String kernel) {
        return new Doctor(Optional.of(kernel), List.of());
    }

    /** With one more line at the end: a {@link Cell}, or a value whose text is shown. */
    public Doctor with(String what, Object found) {
        List<More> longer = new ArrayList<>(more);
        longer.add(new More(what, found));
        return new Doctor(kernel, longer);
    }

    /** The version of Sonde, {@code development} where it does not run from its jar. */
    public static String version() {
        return Optional.ofNullable(Doctor.class.getPackage().getImplementationVersion())
                .orElse("development");
    }

    /** The table. */
    @Override
    public TableView view() {
        TableView view = TableView.titled("Sonde " + version())
                .column("What", Align.LEFT)
                .column("Found", Align.LEFT)
                .row("Java", System.getProperty("java.version") + ", " + System.getProperty("java.vendor"))
                .row("Java home", System.getProperty("java.home"))
                .row("System", System.getProperty("os.name") + ", " + System.getProperty("os.arch"))
                .row("Processors", Runtime.getRuntime().availableProcessors())
                .row("Heap", Runtime.getRuntime().maxMemory() / (1 << 20) + " MiB at most");
        if (kernel.isPresent()) {
            view = view.row("Kernel", kernel.get());
        }
        view = view.row("Compiler (for help)", compiler())
                .row("Fonts (for pictures)", fonts())
                .row("Scale", setting("SONDE_SCALE", "mini"))
                .row("SONDE_HOME", folder("SONDE_HOME", "default: ~/.cache/sonde"))
                .row("SONDE_DATA", folder("SONDE_DATA", "bundled annotations are read"))
                .row("SONDE_MODELS", folder("SONDE_MODELS", "needed at paper scale only"));
        for (More line : more) {
            view = view.row(line.what(), line.found());
        }
        return view;
    }

    @Override
    public String toString() {
        return view().toString();
    }

    private static Object compiler() {
        return javax.tools.ToolProvider.getSystemJavaCompiler() != null
                ? "found"
                : Cell.caution("missing: run on a JDK, not a JRE");
    }

    private static Object fonts() {
        try {
            int families = GraphicsEnvironment.getLocalGraphicsEnvironment().getAvailableFontFamilyNames().length;
            return families > 0 ? families + " families" : Cell.caution("none: install fontconfig and a font");
        } catch (RuntimeException | Error e) {
            return Cell.caution("none: install fontconfig and a font (such as fonts-dejavu-core)");
        }
    }

    private static String setting(String name, String otherwise) {
        String value = System.getenv(name);
        return value == null || value.isBlank() ? otherwise : value;
    }

    private static Object folder(String name, String otherwise) {
        String value = System.getenv(name);
        if (value == null || value.isBlank()) {
            return Cell.muted("not set (" + otherwise + ")");
        }
        try {
            return Files.isDirectory(Path.of(value)) ? value : Cell.caution(value + " is not a folder");
        } catch (InvalidPathException e) {
            return Cell.caution("not the name of a folder");
        }
    }
}
