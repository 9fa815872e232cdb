package dev.sonde;

import dev.sonde.display.Cell;
import dev.sonde.display.Display;
import dev.sonde.display.Doctor;
import dev.sonde.display.Help;
import dev.sonde.display.SondeException;
import dev.sonde.model.ModelFolder;
import dev.sonde.plot.Figure;
import dev.sonde.torch.EngineInfo;
import java.awt.Desktop;
import java.awt.GraphicsEnvironment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;

/** What JShell needs beside the values themselves: {@code show(x)} and {@code help(x)}. */
public final class Sonde {
    private Sonde() {}

    /** The version of the library. */
    public static String version() {
        return Doctor.version();
    }

    /**
     * Prints a value whole, where JShell would cut it. A figure's numbers are printed, too, and its picture is written to
     * a temporary file, which opens where there is a desktop.
     */
    public static void show(Object value) {
        System.out.println(Display.text(value));
        if (value instanceof Figure figure) {
            Path file = picture(figure);
            System.out.println("picture: " + file);
            open(file);
        }
    }

    /** Prints what Sonde runs on: versions, processors, memory, data found and missing. */
    public static void doctor() {
        System.out.println(doctor(Doctor.here()));
    }

    /** The doctor's table with what computes tensors, and which checkpoints there are. Loads PyTorch. */
    public static Doctor doctor(Doctor doctor) {
        Doctor longer = doctor.with("PyTorch", found(() -> EngineInfo.here().toString()));
        ModelFolder models = ModelFolder.here();
        for (String model : models.folder().isPresent() ? ModelFolder.ALL : List.<String>of()) {
            longer = longer.with(model, models.found(model));
        }
        return longer;
    }

    private static Object found(Supplier<String> asked) {
        try {
            return asked.get();
        } catch (SondeException e) {
            return Cell.caution(e.getMessage());
        }
    }

    /** Prints what a value, or a class, can do: its methods and the first sentence of each one's documentation. */
    public static void help(Object valueOrClass) {
        System.out.println(Display.text(Help.of(valueOrClass)));
    }

    private static Path picture(Figure figure) {
        try {
            Path file = Files.createTempFile("sonde-figure-", ".png");
            figure.save(file);
            return file;
        } catch (IOException e) {
            throw new SondeException(
                    "no temporary file could be made for the picture", "Write it yourself: figure.save(path).", e);
        }
    }

    private static void open(Path file) {
        try {
            if (!GraphicsEnvironment.isHeadless() && Desktop.isDesktopSupported()) {
                Desktop.getDesktop().open(file.toFile());
            }
        } catch (IOException | UnsupportedOperationException e) {
            System.out.println("(it could not be opened: " + e.getMessage() + ")");
        }
    }
}
