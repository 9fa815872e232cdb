package dev.sonde.plot;

import static dev.sonde.plot.Figures.NAN;
import static dev.sonde.plot.Figures.names;
import static dev.sonde.plot.Figures.numbers;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sonde.display.MimeBundle;
import dev.sonde.display.SondeException;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

class FigureTest {
    @TempDir
    Path folder;

    @Test
    void bundleHasPlotlyPngAndText() {
        MimeBundle bundle = Figures.everything("x").render();
        assertEquals(
                Set.of(MimeBundle.PLOTLY, MimeBundle.PNG, MimeBundle.TEXT),
                bundle.forms().keySet());
        byte[] png = Base64.getDecoder().decode((String) bundle.forms().get(MimeBundle.PNG));
        assertArrayEquals(new byte[] {(byte) 0x89, 'P', 'N', 'G'}, java.util.Arrays.copyOf(png, 4));
    }

    @Test
    void sameFigureHasTheSameBytes() throws IOException {
        ObjectMapper json = new ObjectMapper();
        Figure one = Figures.everything("x");
        Figure other = Figures.everything("x");
        assertEquals(one.toSvg(), other.toSvg());
        assertEquals(json.writeValueAsString(one.toPlotly()), json.writeValueAsString(other.toPlotly()));
        assertArrayEquals(one.toPng(), other.toPng());
        assertEquals(one.toText(), other.toText());
    }

    @Test
    void pngHasTheSizeOfTheFigure() throws IOException {
        BufferedImage given = read(one(numbers()).size(500, 300).toPng());
        assertEquals(500, given.getWidth());
        assertEquals(300, given.getHeight());
        assertEquals(760, read(one(numbers()).toPng()).getWidth());
        assertEquals(0xFFFFFF, given.getRGB(1, 1) & 0xFFFFFF, "white");
    }

    @Test
    void pngShowsTheBarsAndThePicture() throws IOException {
        Figure bars = one(names("a").with(Mark.bars("s", new double[] {1})));
        Frame frame = Layout.of(bars).frames().get(0);
        BufferedImage png = read(bars.toPng());
        int x = (int) (frame.left() + frame.width() / 2);
        assertEquals(0x0072b2, png.getRGB(x, (int) (frame.top() + frame.height() / 2)) & 0xFFFFFF);

        BufferedImage red = new BufferedImage(10, 10, BufferedImage.TYPE_INT_RGB);
        red.setRGB(5, 5, 0xFF0000);
        java.awt.Graphics2D graphics = red.createGraphics();
        graphics.setColor(java.awt.Color.RED);
        graphics.fillRect(0, 0, 10, 10);
        graphics.dispose();
        Figure picture = one(Panel.of(Axis.invisible(), Axis.invisible()).with(Mark.picture(red)));
        Frame place = Layout.of(picture).frames().get(0);
        BufferedImage drawn = read(picture.toPng());
        assertEquals(0xFF0000, drawn.getRGB((int) (place.left() + 50), (int) (place.top() + 50)) & 0xFFFFFF);
    }

    @Test
    void laterChangesOfArraysAndPicturesDoNotShow() {
        double[] values = {1, 2};
        BufferedImage image = Figures.picture();
        Figure bars = one(names("a", "b").with(Mark.bars("s", values)));
        Figure picture = one(Panel.of(Axis.invisible(), Axis.invisible()).with(Mark.picture(image)));
        String before = bars.toSvg() + picture.toSvg();
        values[0] = 100;
        image.setRGB(0, 0, 0x123456);
        assertEquals(before, bars.toSvg() + picture.toSvg());
    }

    @Test
    void textShowsTheNumbers() {
        String text = one(names("Q-Former", "ViLT")
                        .with(
                                Mark.bars(
                                        "VSR", new double[] {64.97, NAN}, new double[] {61, NAN}, new double[] {68, NAN
                                        }),
                                Mark.bars("RCM", new double[] {1, 2}),
                                Mark.horizontal("chance", 50)))
                .caption("n = 5")
                .toText();
        assertEquals("""
                title

                x: model, y: accuracy (%)
                  model                VSR  RCM
                  Q-Former  64.97 [61, 68]    1
                  ViLT                   –    2
                chance: y = 50

                n = 5""", text);
    }

    @Test
    void textCutsLongSeries() {
        double[] many = new double[1000];
        String text = one(numbers().with(Mark.line("s", many, many))).toText();
        assertTrue(text.lines().count() < 100);
        assertTrue(text.contains("and 920 more rows"), text);
    }

    @Test
    void savesByTheEndOfTheName() throws IOException {
        Figure figure = Figures.everything("x");
        figure.save(folder.resolve("new/f.svg"))
                .save(folder.resolve("new/f.PNG"))
                .save(folder.resolve("new/f.json"));
        assertEquals(figure.toSvg(), Files.readString(folder.resolve("new/f.svg")));
        assertArrayEquals(figure.toPng(), Files.readAllBytes(folder.resolve("new/f.PNG")));
        Map<?, ?> tree =
                new ObjectMapper().readValue(folder.resolve("new/f.json").toFile(), Map.class);
        assertEquals(Set.of("data", "layout", "config"), tree.keySet());
        try (var files = Files.list(folder.resolve("new"))) {
            assertEquals(3, files.count(), "no part is left");
        }
        assertSaid("does not tell the format", () -> figure.save(folder.resolve("f.gif")));
        assertSaid("cannot be written", () -> figure.save(folder.resolve("new/f.svg/f.svg")));
    }

    @Test
    void logarithmicAxesRefuseWhatTheyCannotShow() {
        double[] x = {1, 2};
        for (double[] y : List.of(new double[] {0, 1}, new double[] {-1, 1})) {
            Figure figure =
                    one(Panel.of(Axis.linear("x"), Axis.linear("loss").log()).with(Mark.line("s", x, y)));
            assertSaid("logarithmic axis \"loss\"", figure::toSvg);
        }
        Panel given = Panel.of(Axis.linear("x"), Axis.linear("loss").log().range(1, 10));
        assertSaid("logarithmic axis", () -> one(given.with(Mark.line("s", x, new double[] {-1, 2})))
                .toPlotly());
        assertSaid("logarithmic axis", () -> Axis.linear("loss").range(0, 1).log());
        one(Panel.of(Axis.linear("x"), Axis.linear("n").log()).with(Mark.histogram("s", new double[] {1, 1, 9}, 4)))
                .toSvg();
        one(names("a").with(Mark.bars("s", new double[] {NAN}))).toSvg();
    }

    @Test
    void mistakesAreToldWithNamesAndLengths() {
        double[] two = {1, 2};
        double[] one = {1};
        assertSaid("2 bars in \"s\" but 1 categories", () -> names("a").with(Mark.bars("s", two)));
        assertSaid("2 x of \"s\" but 1 y", () -> Mark.line("s", two, one));
        assertSaid("1 intervals of \"s\"", () -> Mark.bars("s", two, one, one));
        assertSaid("down to", () -> Mark.bars("s", one, new double[] {3}, one));
        assertSaid("which has numbers", () -> numbers().with(Mark.bars("s", two)));
        assertSaid("which has numbers", () -> names("a").with(Mark.heatMap(new double[][] {{1}})));
        assertSaid("another row", () -> Mark.heatMap(new double[][] {{1}, {1, 2}}));
        assertSaid("has no panel", () -> Figure.of("f"));
        assertSaid("0 bins", () -> Mark.histogram("s", two, 0));
        assertSaid("cannot span", () -> Axis.linear("x").range(2, 1));
        assertSaid("takes no range", () -> Axis.categories("x", List.of("a")).range(0, 1));
        assertSaid("has no categories", () -> Axis.categories("x", List.of()));
        assertSaid("no cells", () -> Mark.grid(0, 3));
        assertSaid("50 pixels wide", () -> one(numbers()).size(50, 300));
    }

    private static Figure one(Panel panel) {
        return Figures.one(panel);
    }

    private static BufferedImage read(byte[] png) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(png));
    }

    private static void assertSaid(String part, Executable mistake) {
        SondeException said = assertThrows(SondeException.class, mistake);
        assertTrue(said.getMessage().contains(part), said.getMessage());
    }
}
