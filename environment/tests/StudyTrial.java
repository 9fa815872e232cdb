import dev.sonde.data.Answer;
import dev.sonde.data.Example;
import dev.sonde.data.GridCell;
import dev.sonde.data.Photographs;
import dev.sonde.data.Tag;
import dev.sonde.study.HumanStudy;
import dev.sonde.study.ItemOrder;
import dev.sonde.study.StudyAnswers;
import dev.sonde.study.StudyKey;
import dev.sonde.study.StudyPage;
import dev.sonde.study.StudyResult;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;

/** What test_study.py asks of Java: {@code write FOLDER} makes a study, {@code result FOLDER FILE...} analyses answers. */
public class StudyTrial {
    private static final int PICTURES = 60;

    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[1]);
        if (arguments[0].equals("write")) {
            write(folder);
        } else {
            result(folder, Arrays.stream(arguments).skip(2).map(Path::of).toArray(Path[]::new));
        }
    }

    private static void write(Path folder) throws IOException {
        List<Example> examples = new ArrayList<>();
        for (int i = 0; i < PICTURES; i++) {
            GridCell real = GridCell.values()[i % 9];
            String image = "picture-" + i + ".png";
            paint(folder.resolve(image), real, i);
            examples.add(example(image, "the disc </script><img src=x onerror=alert(1)> " + i, real, real));
            examples.add(example(image, "the round \"thing\" & more {{script}} " + i, real, GridCell.values()[(i + 4) % 9]));
        }
        HumanStudy study = HumanStudy.draw(examples, 7);
        StudyPage page = StudyPage.of(study, Photographs.in(folder))
                .withAttributions(Map.of(study.items().get(0).image(), "A photograph by <b>somebody</b>, CC BY 2.0"));
        page.write(folder.resolve("study.html"));
        page.withOrder(ItemOrder.SHUFFLED).write(folder.resolve("shuffled.html"));
    }

    private static Example example(String image, String phrase, GridCell real, GridCell named) {
        Map<Tag, String> tags =
                Map.of(Tag.PHRASE, phrase, Tag.CELL, named.label(), Tag.TRUE_CELL, real.label());
        return new Example(image + named, image, phrase, new Answer.Truth(real == named), tags);
    }

    private static void paint(Path file, GridCell cell, int number) throws IOException {
        BufferedImage picture = new BufferedImage(320, 240, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = picture.createGraphics();
        pen.setColor(Color.getHSBColor(number / (float) PICTURES, 0.3f, 0.8f));
        pen.fillRect(0, 0, 320, 240);
        pen.setColor(Color.RED);
        pen.fillOval(320 * cell.column() / 3 + 33, 240 * cell.row() / 3 + 20, 40, 40);
        pen.dispose();
        Files.createDirectories(file.getParent());
        ImageIO.write(picture, "png", file.toFile());
    }

    private static void result(Path folder, Path[] files) {
        StudyKey key = StudyKey.read(folder.resolve(StudyKey.FILE_NAME));
        StudyResult result = StudyResult.of(StudyAnswers.read(key, files));
        System.out.println("kept " + result.accuracy());
        System.out.println("all " + result.accuracyOfAll());
        System.out.println("mean " + result.meanAccuracy());
        System.out.println("kappa " + result.agreement().kappa().orElseThrow().kappa());
        System.out.println("kappa of kept " + result.agreementOfKept().kappa().orElseThrow().kappa());
        System.out.println("kappa of all " + result.agreementOfAll().kappa().orElseThrow().kappa());
        System.out.println("missing " + result.raters().stream().mapToLong(rater -> rater.missing()).sum());
        System.out.println(result.raterTable());
    }
}
