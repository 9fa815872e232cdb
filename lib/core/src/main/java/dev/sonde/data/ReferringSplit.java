package dev.sonde.data;

import dev.sonde.display.SondeException;
import dev.sonde.image.ImageSize;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

/**
 * The referring expressions of one split, in the order of the file.
 *
 * @param name the split, e.g. {@code val}
 * @param expressions the expressions
 */
public record ReferringSplit(String name, List<ReferringExpression> expressions) {
    /** Half a pixel: COCO writes boxes with two decimals, and their far sides may be rounded beyond the image. */
    public static final double SLACK_PIXELS = 0.5;

    public ReferringSplit {
        Objects.requireNonNull(name, "name");
        expressions = List.copyOf(expressions);
    }

    /** The number of expressions. */
    public int size() {
        return expressions.size();
    }

    /** The names of the different images, in the order of their first expression. */
    public Set<String> images() {
        Set<String> images = new LinkedHashSet<>();
        expressions.forEach(expression -> images.add(expression.image()));
        return Collections.unmodifiableSet(images);
    }

    /** COCO's numbers of the different objects, in the order of their first expression. */
    public Set<Long> objects() {
        Set<Long> objects = new LinkedHashSet<>();
        expressions.forEach(expression -> objects.add(expression.annotationId()));
        return Collections.unmodifiableSet(objects);
    }

    /** The expressions that repeat the object and the text of an earlier one. */
    public List<ReferringExpression> duplicates() {
        record Pair(long object, String text) {}
        Set<Pair> seen = new HashSet<>();
        return expressions.stream()
                .filter(expression -> !seen.add(new Pair(expression.annotationId(), expression.text())))
                .toList();
    }

    /**
     * The expressions whose box reaches beyond the image by more than {@link #SLACK_PIXELS}; they stay in the split.
     *
     * <p>Expressions of images without a known size cannot be judged and are not among them: see {@link #withSizes(Map)}.
     */
    public List<ReferringExpression> boxesOutside() {
        return expressions.stream()
                .filter(expression -> expression
                        .size()
                        .map(size -> !expression.box().isInside(size, SLACK_PIXELS))
                        .orElse(false))
                .toList();
    }

    /** The expressions of images whose size is not known. */
    public List<ReferringExpression> withoutSize() {
        return expressions.stream()
                .filter(expression -> expression.size().isEmpty())
                .toList();
    }

    /** The split with the sizes that a file of COCO instances has; see {@link #withSizes(Map)}. */
    public ReferringSplit withSizes(CocoInstances instances) {
        return withSizes(instances.sizes());
    }

    /**
     * The split with the sizes of its images filled in.
     *
     * @param sizes the size of each image, by COCO's number
     * @throws SondeException if an image is not among them, or is already known to have another size
     */
    public ReferringSplit withSizes(Map<Long, ImageSize> sizes) {
        List<ReferringExpression> sized = new ArrayList<>();
        for (ReferringExpression expression : expressions) {
            sized.add(sized(expression, sizes.get(expression.imageId())));
        }
        return new ReferringSplit(name, sized);
    }

    /**
     * The expressions as examples for a probe, with the box as shares of the image; tagged by object and its category.
     *
     * @param name the name of the split of examples, such as {@code RefCOCOg test}
     * @throws SondeException if the size of an image is not known
     */
    public Split examples(String name) {
        return new Split(
                name, expressions.stream().map(ReferringExpression::example).toList());
    }

    /** The expressions as a table: id, image, text, box, the cell of a 3x3 grid (where the size is known), category. */
    public Table table() {
        return Table.create(
                name,
                texts("id", ReferringExpression::id),
                texts("image", ReferringExpression::image),
                texts("text", ReferringExpression::text),
                texts("box", expression -> expression.box().toString()),
                texts("cell", expression -> expression
                        .size()
                        .map(size -> GridCell.of(expression.box(), size).label())
                        .orElse("")),
                texts(
                        "category",
                        expression ->
                                expression.category().map(CocoCategory::name).orElse("")));
    }

    private StringColumn texts(String column, Function<ReferringExpression, String> text) {
        return StringColumn.create(column, expressions.stream().map(text).toList());
    }

    /** The expressions that pass, in a split of the same name. */
    public ReferringSplit filter(Predicate<ReferringExpression> kept) {
        return new ReferringSplit(name, expressions.stream().filter(kept).toList());
    }

    /** Such as {@code val: 4896 expressions of 2573 objects in 1300 images}. */
    @Override
    public String toString() {
        return name + ": " + size() + " expressions of " + objects().size() + " objects in " + images().size()
                + " images";
    }

    private ReferringExpression sized(ReferringExpression expression, ImageSize size) {
        String image = "the image " + expression.image() + " (" + expression.imageId() + ") of " + expression.id();
        if (size == null) {
            throw new SondeException(
                    "The size of " + image + " is not given",
                    "Give the sizes of all " + images().size() + " images, as instances.json of RefCOCOg or "
                            + "instances_train2014.json of COCO has them.");
        }
        if (!expression.size().orElse(size).equals(size)) {
            throw new SondeException(
                    "The size of " + image + " is " + expression.size().orElseThrow() + ", but given as " + size,
                    "Give the sizes of the same images.");
        }
        return new ReferringExpression(
                expression.id(),
                expression.imageId(),
                expression.image(),
                Optional.of(size),
                expression.annotationId(),
                expression.box(),
                expression.text(),
                expression.category());
    }
}
