package dev.sonde.probe;

import dev.sonde.data.Example;
import dev.sonde.data.Split;
import dev.sonde.data.Tag;
import dev.sonde.display.SondeException;
import dev.sonde.feature.FeatureSet;
import dev.sonde.feature.Targets;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The rows that a probe is trained or judged on: features, the answer of each row, and whose row it is. */
public final class ProbeData implements AnsweredRows {
    private final String name;
    private final RowSource rows;
    private final RowNames names;
    private final Targets targets;

    private ProbeData(String name, RowSource rows, RowNames names, Targets targets) {
        this.name = name;
        this.rows = rows;
        this.names = names;
        this.targets = targets;
        checkRows(name, rows.rows(), names.ids().size(), targets.size());
    }

    /**
     * Features that know their answers.
     *
     * @throws SondeException if they do not
     */
    public static ProbeData of(FeatureSet features) {
        Targets targets = features.targets()
                .orElseThrow(() -> new SondeException(
                        features.path() + " holds no answers to predict",
                        "Add a tensor \"label\" [N] of 0 and 1 or \"box\" [N, 4], or give the split of a task."));
        List<String> groups = features.groups().isEmpty() ? features.ids() : features.groups();
        return new ProbeData(
                features.path().toString(), StoredRows.of(features), RowNames.of(features.ids(), groups), targets);
    }

    /**
     * The examples of a split, with their rows by id; the features may have more rows, in any order.
     *
     * @throws SondeException if an example has no row
     */
    public static ProbeData of(FeatureSet features, Split split) {
        Map<String, Integer> places = new HashMap<>();
        features.ids().forEach(id -> places.put(id, places.size()));
        int[] chosen = split.examples().stream()
                .mapToInt(example -> place(places, example, split, features))
                .toArray();
        boolean same = chosen.length == features.rows()
                && Arrays.equals(chosen, IntStream.range(0, chosen.length).toArray());
        RowSource all = StoredRows.of(features);
        return of(same ? all : all.choose(chosen), split);
    }

    /**
     * Features in memory with truth values, for a first try.
     *
     * @param features [rows][width]
     */
    public static ProbeData of(float[][] features, boolean... truths) {
        float[] values = new float[truths.length];
        IntStream.range(0, values.length).forEach(i -> values[i] = truths[i] ? 1 : 0);
        List<String> ids =
                IntStream.range(0, features.length).mapToObj(String::valueOf).toList();
        return new ProbeData(
                "features in memory",
                new MemoryRows(features, 1, "features in memory"),
                RowNames.of(ids, ids),
                Targets.of(Targets.Kind.TRUTH, values));
    }

    static ProbeData of(RowSource rows, Split split) {
        return new ProbeData(split.name(), rows, RowNames.of(split), AnsweredRows.targets(split));
    }

    /** The name of the split, or where the features lie. */
    @Override
    public String name() {
        return name;
    }

    /** How many rows. */
    @Override
    public int size() {
        return names.ids().size();
    }

    /** How many query tokens a row has. */
    public int queries() {
        return rows.queries();
    }

    /** How many numbers a query token has. */
    public int hidden() {
        return rows.hidden();
    }

    /** The ids of the examples. */
    @Override
    public List<String> ids() {
        return names.ids();
    }

    /** The image of each row. */
    @Override
    public List<String> groups() {
        return names.images();
    }

    /** The text of each example; its id if the data is not of a split. */
    @Override
    public List<String> texts() {
        return names.texts();
    }

    /** The right answers. */
    @Override
    public Targets targets() {
        return targets;
    }

    /** The tags of a row; none if the data is not of a split. */
    @Override
    public Map<Tag, String> tags(int row) {
        return names.tags(row);
    }

    /** The same rows with other answers, such as those of a control task. */
    public ProbeData withTargets(Targets other) {
        return new ProbeData(name, rows, names, other);
    }

    /** The same examples with random features of the same shape: what a probe learns without any information. */
    public ProbeData withNoise(long seed) {
        return new ProbeData(name, new NoiseRows(size(), queries(), hidden(), seed), names, targets);
    }

    /** Some of the rows, in an order of their own. */
    public ProbeData choose(int... chosen) {
        float[] values = new float[chosen.length * targets.kind().width()];
        targets.gather(chosen, 0, chosen.length, FloatBuffer.wrap(values));
        return new ProbeData(name, rows.choose(chosen), names.choose(chosen), Targets.of(targets.kind(), values));
    }

    /**
     * The same rows, each seen as so many query tokens: for files that hold flattened features.
     *
     * @throws SondeException if the width is no multiple of it
     */
    public ProbeData withQueries(int number) {
        if (number < 1 || rows.width() % number != 0) {
            throw new SondeException(
                    "The " + rows.width() + " numbers of a row of " + name + " are not those of " + number + " queries",
                    "Give the number of query tokens, such as 32.");
        }
        return new ProbeData(name, rows.withQueries(number), names, targets);
    }

    RowSource rows() {
        return rows;
    }

    @Override
    public String toString() {
        return name + ": " + size() + " rows of [" + queries() + ", " + hidden() + "] with " + targets;
    }

    private static int place(Map<String, Integer> places, Example example, Split split, FeatureSet features) {
        Integer place = places.get(example.id());
        if (place == null) {
            throw new SondeException(
                    "Example " + example.id() + " of " + split.name() + " has no row in " + features.path(),
                    "Extract the features of this split, or name the file that holds them.");
        }
        return place;
    }

    private static void checkRows(String name, int rows, int ids, int targets) {
        if (rows != ids || rows != targets) {
            throw new SondeException(
                    name + " has " + rows + " rows of features, " + ids + " ids and " + targets + " answers",
                    "Give one id and one answer for each row.");
        }
    }
}
