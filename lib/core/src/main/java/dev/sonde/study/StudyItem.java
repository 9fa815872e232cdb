package dev.sonde.study;

import dev.sonde.data.Answer;
import dev.sonde.data.Example;
import dev.sonde.data.GridCell;
import dev.sonde.data.Tag;
import dev.sonde.display.SondeException;
import dev.sonde.format.TextFile;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Objects;

/**
 * One question of the study: does the phrase match the location in the image?
 *
 * @param image the file name of the photograph
 * @param phrase the referring expression
 * @param cell the location that is asked about
 * @param trueCell where the object of the phrase really is
 * @param example the id of the example of Region Cell Matching that the item was made from
 */
public record StudyItem(String image, String phrase, GridCell cell, GridCell trueCell, String example) {
    private static final int ID_BYTES = 6;

    public StudyItem {
        Objects.requireNonNull(image, "image");
        Objects.requireNonNull(phrase, "phrase");
        Objects.requireNonNull(cell, "cell");
        Objects.requireNonNull(trueCell, "trueCell");
        Objects.requireNonNull(example, "example");
    }

    /**
     * The item of an example.
     *
     * @throws SondeException if the example is not one of Region Cell Matching: its answer is no truth value, a tag
     *     (phrase, cell, true cell) is missing or wrong, or the answer contradicts the cells
     */
    public static StudyItem of(Example example) {
        StudyItem item = new StudyItem(
                example.image(),
                tag(example, Tag.PHRASE),
                cell(example, Tag.CELL),
                cell(example, Tag.TRUE_CELL),
                example.id());
        if (!example.answer().equals(new Answer.Truth(item.match()))) {
            throw notMatching(
                    example,
                    "names the cell \"" + item.cell + "\" for an object in the cell \"" + item.trueCell
                            + "\", but its answer is " + example.answer());
        }
        return item;
    }

    /**
     * A name made of the photograph, the phrase and the cell alone: the same in every study, and silent about the right
     * answer.
     */
    public String id() {
        return hash(image + "\n" + phrase + "\n" + cell.label());
    }

    /** The right answer: whether the location that is asked about is that of the object. */
    public boolean match() {
        return cell == trueCell;
    }

    /** The first 12 hexadecimal digits of the SHA-256. */
    static String hash(String text) {
        MessageDigest digest = TextFile.sha256Digest();
        byte[] bytes = digest.digest(text.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(bytes, 0, ID_BYTES);
    }

    private static GridCell cell(Example example, Tag tag) {
        String label = tag(example, tag);
        return CellLabels.cell(label)
                .orElseThrow(() -> notMatching(
                        example, "has a wrong " + tag + ": expected one of " + CellLabels.ALL + ", found " + label));
    }

    private static String tag(Example example, Tag tag) {
        return example.tag(tag)
                .filter(value -> !value.isBlank())
                .orElseThrow(() -> notMatching(example, "has no tag \"" + tag + "\""));
    }

    private static SondeException notMatching(Example example, String problem) {
        return new SondeException(
                "The example " + example.id() + " " + problem,
                "Give the examples of a Region Cell Matching split: a study asks whether a phrase matches a cell.");
    }
}
