package dev.sonde.data;

import dev.sonde.display.SondeException;
import dev.sonde.format.PickleReader;
import dev.sonde.format.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The folder of one of the RefCOCO data sets as published: {@code refs(umd).p} and {@code instances.json}. */
record RefCocoFolder(Path folder, String splitBy) {
    static final String LICENCE_UNSTATED =
            "not stated in the files (RefCOCOg and COCO's boxes: CC-BY-4.0; see the source of the files)";

    private static final String INSTANCES = "instances.json";
    private static final List<String> SPLITS = List.of("train", "val", "test", "testA", "testB");

    RefCoco read(SentenceForm form) {
        Path references = existing("refs(" + splitBy + ").p");
        Path instancesFile = existing(INSTANCES);
        Object read = PickleReader.plain().read(references);
        CocoInstances instances = CocoInstances.read(instancesFile);
        if (!(read instanceof List<?> list) || list.isEmpty()) {
            throw new SondeException(
                    references + " holds no list of references", "Fetch the file again; it may be another one.");
        }
        TreeMap<String, String> sums = new TreeMap<>();
        sums.put(references.getFileName().toString(), Sha256.of(references));
        sums.put(INSTANCES, instances.sha256());
        String source = folder + " (" + references.getFileName() + ", " + INSTANCES + ")";
        return new RefCoco(source, LICENCE_UNSTATED, DataFile.sha256(sums), splits(references, list, instances, form));
    }

    private Map<String, ReferringSplit> splits(
            Path file, List<?> references, CocoInstances instances, SentenceForm form) {
        Map<String, List<ReferringExpression>> expressions = new LinkedHashMap<>();
        SPLITS.forEach(split -> expressions.put(split, new ArrayList<>()));
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < references.size(); i++) {
            RefCocoReference reference = new RefCocoReference(file, i, references.get(i));
            String split = reference.split(SPLITS);
            for (ReferringExpression expression : reference.expressions(splitBy + "/" + split, instances, form)) {
                if (!ids.add(expression.id())) {
                    throw reference.broken("repeats the sentence " + expression.id());
                }
                expressions.get(split).add(expression);
            }
        }
        Map<String, ReferringSplit> splits = new LinkedHashMap<>();
        expressions.forEach((name, list) -> splits.put(name, new ReferringSplit(name, list)));
        splits.values().removeIf(split -> split.size() == 0);
        return splits;
    }

    private Path existing(String name) {
        Path file = folder.resolve(name);
        if (!Files.isRegularFile(file)) {
            throw new SondeException(
                    folder + " has no file " + name + "; it has " + listed(),
                    "Give the folder of one data set, such as refcocog/, with refs(umd).p and instances.json, as "
                            + "https://github.com/lichengunc/refer describes it, and the partition that is there.");
        }
        return file;
    }

    private String listed() {
        try (Stream<Path> files = Files.list(folder)) {
            List<String> names = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith("refs(") || name.equals(INSTANCES))
                    .sorted()
                    .toList();
            return names.isEmpty() ? "neither references nor " + INSTANCES : String.join(", ", names);
        } catch (IOException e) {
            return "nothing, as it is not a folder that can be read";
        }
    }
}
