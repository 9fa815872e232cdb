package dev.sonde.feature;

import dev.sonde.display.SondeException;
import dev.sonde.format.SafetensorsFile;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Opens a folder of the store: its files are mapped one by one and closed, as a process may open a thousand or so. */
final class StoreFolder {
    private final Path folder;
    private final FeatureIndex index;
    private final FeatureLayout layout;
    private final List<List<MappedRows>> layers;
    private final FloatBuffer targets;
    private final List<FeatureFiles.HashedFile> files = new ArrayList<>();

    private StoreFolder(Path folder, FeatureIndex index) {
        this.folder = folder;
        this.index = index;
        this.layout = index.layout();
        this.layers = Stream.<List<MappedRows>>generate(ArrayList::new)
                .limit(layout.layers().size())
                .toList();
        int width = layout.target().map(Targets.Kind::width).orElse(0);
        this.targets =
                FloatBuffer.allocate(Math.multiplyExact(width, layout.plan().rows()));
    }

    static boolean isWhole(Path folder) {
        return Files.isRegularFile(folder.resolve(FeatureIndex.NAME));
    }

    static FeatureSet open(Path folder) {
        StoreFolder opened = new StoreFolder(folder, FeatureIndex.read(folder));
        for (int shard = 0; shard < opened.layout.plan().shards(); shard++) {
            opened.map(shard);
        }
        return Located.in(folder, opened::set);
    }

    private void map(int shard) {
        Path path = folder.resolve(layout.plan().name(shard));
        try (SafetensorsFile file = SafetensorsFile.open(path)) {
            if (!layout.matches(file, shard)) {
                throw new SondeException(
                        path + " does not hold what " + FeatureIndex.NAME + " says: expected " + layout.tensors(shard)
                                + " from row " + layout.plan().firstRow(shard) + " on",
                        "Delete the folder and extract the features again.");
            }
            layout.target()
                    .ifPresent(kind -> targets.put(file.tensor(kind.tensor()).floats()));
            for (int i = 0; i < layers.size(); i++) {
                layers.get(i).add(MappedRows.of(path.toString(), file.tensor(layout.tensorName(i))));
            }
        }
        String hash = index.hashes().get(shard);
        files.add(new FeatureFiles.HashedFile(path, path.toFile().length(), Optional.of(hash)));
    }

    private FeatureSet set() {
        Optional<Targets> values = layout.target().map(kind -> Targets.of(kind, targets.array()));
        FeatureFiles shared = new FeatureFiles(
                folder,
                Optional.of(layout.key()),
                layout.type(),
                layout.shape(),
                layout.layers(),
                layers.stream()
                        .map(parts -> MappedRows.joined(folder.toString(), parts))
                        .toList(),
                files);
        return FeatureSet.of(shared, new FeatureRows(index.ids(), index.groups(), values));
    }
}
