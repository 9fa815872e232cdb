package dev.sonde.experiment;

import dev.sonde.data.Example;
import dev.sonde.data.Split;
import dev.sonde.data.Task;
import dev.sonde.display.SondeException;
import dev.sonde.display.TableView;
import dev.sonde.display.Tabular;
import dev.sonde.feature.FeatureSet;
import dev.sonde.feature.FeatureStore;
import dev.sonde.feature.Targets;
import dev.sonde.format.Sha256;
import dev.sonde.image.ImageSource;
import dev.sonde.image.RgbImage;
import dev.sonde.probe.ProbeData;
import dev.sonde.probe.ProbeInput;
import dev.sonde.torch.Torch;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Features that you made, with their answers: a safetensors file, an NPY file, or a folder, as {@link FeatureSet#open} reads
 * them. Rows are split by group (image), so that none is in two splits; without groups each row is its own.
 *
 * <pre>{@code
 * jshell> Probe.linear().on(Features.of(Path.of("mine.safetensors"))).search(10).run()
 * jshell> Features.of(path).withSplit(0.1, 0.2, 7)
 * }</pre>
 *
 * @param features the rows
 * @param validationShare of the groups, to choose settings on
 * @param testShare of the groups, to judge on
 * @param seed of the split
 * @param input which of the numbers are read
 */
public record OwnFeatures(FeatureSet features, double validationShare, double testShare, long seed, ProbeInput input)
        implements Representation, Tabular {
    private static final double USUAL_SHARE = 0.15;

    /** @throws SondeException if the shares leave nothing to learn from */
    public OwnFeatures {
        Objects.requireNonNull(features, "features");
        Objects.requireNonNull(input, "input");
        if (!(validationShare > 0) || !(testShare > 0) || !(validationShare + testShare < 1)) {
            throw new SondeException(
                    "Shares of " + validationShare + " for validation and " + testShare + " for test leave no split",
                    "Give two shares above 0 whose sum is below 1, such as 0.15 and 0.15.");
        }
    }

    /** 15 % of the groups for validation, 15 % for test, drawn with seed 0; all numbers are read. */
    public static OwnFeatures open(Path path) {
        return new OwnFeatures(FeatureSet.open(path), USUAL_SHARE, USUAL_SHARE, 0, ProbeInput.FLATTENED);
    }

    /** With another split. */
    public OwnFeatures withSplit(double validation, double test, long otherSeed) {
        return new OwnFeatures(features, validation, test, otherSeed, input);
    }

    /** Reads one token alone, counted from 0. */
    public OwnFeatures query(int index) {
        return new OwnFeatures(features, validationShare, testShare, seed, ProbeInput.query(index));
    }

    /** Reads the mean of the tokens. */
    public OwnFeatures pooled() {
        return new OwnFeatures(features, validationShare, testShare, seed, ProbeInput.POOLED);
    }

    @Override
    public String name() {
        return String.valueOf(features.path().getFileName());
    }

    @Override
    public int width() {
        List<Integer> shape = features.shape();
        return shape.get(shape.size() - 1);
    }

    /** The answers in the file, in three splits. */
    @Override
    public Optional<ProbingTask> ownTask() {
        return features.targets().map(targets -> ProbingTask.of(task(targets), new NoImages()));
    }

    @Override
    public SortedMap<String, String> parameters() {
        return new TreeMap<>(
                Map.of("model", "own features", "shape", features.shape().toString()));
    }

    /** Of the numbers of all rows. */
    @Override
    public String weights() {
        Sha256 hash = new Sha256()
                .add(features.shape().toString())
                .add(features.type().toString());
        ByteBuffer row = ByteBuffer.allocate(features.rowBytes()).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < features.rows(); i++) {
            row.clear();
            features.gather(new int[] {i}, row);
            hash.add(row.flip());
        }
        return hash.hex();
    }

    @Override
    public ProbeRows rows(ProbingTask task, Torch torch, FeatureStore store) {
        return new ProbeRows(
                ProbeData.of(features, task.task().train()),
                ProbeData.of(features, task.task().validation()),
                ProbeData.of(features, task.task().test()));
    }

    @Override
    public TableView view() {
        return features.info();
    }

    @Override
    public String toString() {
        return view().toString();
    }

    private Task task(Targets targets) {
        List<String> groups = features.groups().isEmpty() ? features.ids() : features.groups();
        Map<String, Integer> parts = parts(groups);
        List<List<Example>> examples = List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        for (int row = 0; row < features.rows(); row++) {
            String id = features.ids().get(row);
            String group = groups.get(row);
            examples.get(parts.get(group)).add(new Example(id, group, id, targets.answer(row), Map.of()));
        }
        return new Task(
                name(),
                new Split(name() + " train", examples.get(0)),
                new Split(name() + " validation", examples.get(1)),
                new Split(name() + " test", examples.get(2)));
    }

    /** The split of each group: 0 train, 1 validation, 2 test. */
    private Map<String, Integer> parts(List<String> groups) {
        List<String> order = new ArrayList<>(new LinkedHashSet<>(groups));
        if (order.size() < 3) {
            throw new SondeException(
                    features.path() + " has " + order.size() + " groups, which cannot be split in three",
                    "Give rows of at least three groups.");
        }
        Collections.shuffle(order, new Random(seed));
        int validation = (int) Math.max(1, Math.round(order.size() * validationShare));
        int test = (int) Math.max(1, Math.round(order.size() * testShare));
        Map<String, Integer> parts = new HashMap<>();
        for (int i = 0; i < order.size(); i++) {
            parts.put(order.get(i), i < validation ? 1 : i < validation + test ? 2 : 0);
        }
        return parts;
    }

    /** Features of one's own come without pictures. */
    private record NoImages() implements ImageSource {
        @Override
        public RgbImage image(String name) {
            throw new SondeException(
                    "There is no picture of " + name + ": these features are read from a file",
                    "Probe the features themselves: .on(Features.of(path)).");
        }

        @Override
        public List<String> fingerprints(List<String> names) {
            return names;
        }
    }
}
