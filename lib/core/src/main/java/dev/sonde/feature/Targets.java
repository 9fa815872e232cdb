package dev.sonde.feature;

import dev.sonde.data.Answer;
import dev.sonde.data.Box;
import dev.sonde.data.Example;
import dev.sonde.data.Frame;
import dev.sonde.display.SondeException;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a probe must predict for each row of a feature set: a truth value (1 number) or a box (4 numbers: centre, width
 * and height as shares of the image).
 */
public final class Targets {
    /** What kind of answer the rows have. */
    public enum Kind {
        /** 0 or 1. */
        TRUTH("label", 1),
        /** Centre x, centre y, width, height in 0..1. */
        BOX("box", 4);

        private final String tensor;
        private final int width;

        Kind(String tensor, int width) {
            this.tensor = tensor;
            this.width = width;
        }

        /** The name of the tensor that holds them in a file. */
        public String tensor() {
            return tensor;
        }

        /** How many numbers a row has. */
        public int width() {
            return width;
        }
    }

    /** Annotated boxes overhang their image by a pixel or so. */
    private static final float SLACK = 0.01f;

    private final Kind kind;
    private final float[] values;

    private Targets(Kind kind, float[] values) {
        this.kind = kind;
        this.values = values;
    }

    /**
     * Targets of given numbers, row after row.
     *
     * @param values as many as {@code kind.width()} for each row; copied
     * @throws SondeException if a truth value is neither 0 nor 1, or a box does not lie in 0..1
     */
    public static Targets of(Kind kind, float... values) {
        if (values.length % kind.width() != 0) {
            throw new IllegalArgumentException(values.length + " numbers in rows of " + kind.width());
        }
        firstWrong(kind, values).ifPresent(row -> {
            String found = Arrays.toString(Arrays.copyOfRange(values, row * kind.width(), (row + 1) * kind.width()));
            throw new SondeException(
                    "Tensor \"" + kind.tensor() + "\" has " + found + " in row " + row,
                    kind == Kind.TRUTH
                            ? "Write 0 or 1 for each row."
                            : "Write centre x, centre y, width and height, each divided by that side of the image.");
        });
        return new Targets(kind, values.clone());
    }

    /**
     * The answers of examples; none if there are no examples.
     *
     * @throws SondeException if a box is in pixels, or answers of both kinds occur
     */
    public static Optional<Targets> of(List<Example> examples) {
        if (examples.isEmpty()) {
            return Optional.empty();
        }
        Kind kind = examples.get(0).answer() instanceof Answer.Truth ? Kind.TRUTH : Kind.BOX;
        FloatBuffer values = FloatBuffer.allocate(Math.multiplyExact(kind.width(), examples.size()));
        examples.forEach(example -> values.put(numbers(example, kind)));
        return Optional.of(of(kind, values.array()));
    }

    /** Truth values or boxes. */
    public Kind kind() {
        return kind;
    }

    /** How many rows. */
    public int size() {
        return values.length / kind.width();
    }

    /** One number of a row. */
    public float value(int row, int column) {
        return values[row * kind.width() + column];
    }

    /** The answer of a row. */
    public Answer answer(int row) {
        return kind == Kind.TRUTH
                ? new Answer.Truth(values[row] == 1)
                : new Answer.Region(
                        Box.centred(value(row, 0), value(row, 1), value(row, 2), value(row, 3), Frame.UNIT));
    }

    /**
     * Copies rows into a buffer, one after another from its position on, which moves behind them.
     *
     * @param rows which rows; those from {@code first} on, {@code count} of them
     */
    public void gather(int[] rows, int first, int count, FloatBuffer to) {
        for (int i = first; i < first + count; i++) {
            to.put(values, rows[i] * kind.width(), kind.width());
        }
    }

    /** The numbers of the rows from {@code first} to before {@code end}, row after row. */
    public float[] values(int first, int end) {
        return Arrays.copyOfRange(values, first * kind.width(), end * kind.width());
    }

    /** Such as {@code 2195 truth values}. */
    @Override
    public String toString() {
        return size() + (kind == Kind.TRUTH ? " truth values" : " boxes");
    }

    private static OptionalInt firstWrong(Kind kind, float[] values) {
        for (int i = 0; i < values.length; i++) {
            float value = values[i];
            boolean right = kind == Kind.TRUTH ? value == 0 || value == 1 : value >= -SLACK && value <= 1 + SLACK;
            if (!right) {
                return OptionalInt.of(i / kind.width());
            }
        }
        return OptionalInt.empty();
    }

    private static float[] numbers(Example example, Kind kind) {
        if (example.answer() instanceof Answer.Truth truth && kind == Kind.TRUTH) {
            return new float[] {truth.value() ? 1 : 0};
        }
        if (example.answer() instanceof Answer.Region region
                && kind == Kind.BOX
                && region.box().frame() == Frame.UNIT) {
            Box box = region.box();
            return new float[] {(float) box.centreX(), (float) box.centreY(), (float) box.width(), (float) box.height()
            };
        }
        throw new SondeException(
                "Example " + example.id() + " has the answer " + example.answer() + "; expected "
                        + (kind == Kind.TRUTH ? "a truth value" : "a box in shares of the image"),
                "Give all examples of a split the same kind of answer; box.toUnit(size) turns pixels into shares.");
    }
}
