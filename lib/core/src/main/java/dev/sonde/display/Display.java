package dev.sonde.display;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.Objects;
import javax.imageio.ImageIO;
import tech.tablesaw.api.Table;
import tech.tablesaw.plotly.components.Figure;

/** Shows any value: the one method that a kernel needs. */
public final class Display {
    private static final int LONGEST_PROBLEM = 2_000;

    private Display() {}

    /**
     * The value in all forms that are known of it; any value has a text. Never throws, whatever the value does: an error
     * that escapes a renderer would hang a Jupyter kernel for good.
     */
    public static MimeBundle render(Object value) {
        try {
            return Objects.requireNonNull(known(value), "render() gave nothing");
        } catch (Throwable e) {
            return MimeBundle.ofText(broken(value, e));
        }
    }

    /** The text of {@link #render}. */
    public static String text(Object value) {
        return render(value).text();
    }

    private static MimeBundle known(Object value) {
        if (value instanceof Renderable renderable) {
            return renderable.render();
        }
        if (value instanceof MimeBundle bundle) {
            return bundle;
        }
        if (value instanceof Table table) {
            return TablesawTables.view(table).render();
        }
        if (value instanceof Figure figure) {
            return TablesawFigures.render(figure);
        }
        if (value instanceof BufferedImage image) {
            return image(image);
        }
        return MimeBundle.ofText(Values.text(value));
    }

    private static MimeBundle image(BufferedImage image) {
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        try {
            if (!ImageIO.write(image, "png", png)) { // a colour model that PNG has not
                ImageIO.write(copy(image), "png", png);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return MimeBundle.ofText("image, " + image.getWidth() + " x " + image.getHeight() + " pixels")
                .with(MimeBundle.PNG, Base64.getEncoder().encodeToString(png.toByteArray()));
    }

    private static BufferedImage copy(BufferedImage image) {
        BufferedImage copy = new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_INT_ARGB);
        Graphics2D graphics = copy.createGraphics();
        graphics.drawImage(image, 0, 0, null);
        graphics.dispose();
        return copy;
    }

    /** What is said of a value that cannot be shown; its own methods are not called again. */
    private static String broken(Object value, Throwable error) {
        String problem = error.getClass().getName();
        try {
            String message = error.getMessage();
            problem = message == null ? problem : problem + ": " + Values.cut(message, LONGEST_PROBLEM);
        } catch (Throwable worse) {
            problem += " (which cannot say why)";
        }
        return "[a " + value.getClass().getName() + " that could not be shown: " + problem + "]";
    }
}
