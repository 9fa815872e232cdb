package dev.sonde.experiment;

import dev.sonde.data.Photographs;
import dev.sonde.data.Task;
import dev.sonde.data.Vsr;
import dev.sonde.pretrain.MiniConfigs;
import dev.sonde.text.TextInput;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * How large the tasks of a scale are, and what of the user's data is missing. What is not there is counted as it was
 * published.
 *
 * @param sizes of each task
 * @param missing tasks that cannot be run, as data of theirs are missing
 * @param assets what the user has to bring
 */
record PlannedData(Map<ProbedTask, TaskSize> sizes, Set<ProbedTask> missing, List<Asset> assets) {
    private static final String COCO_SOURCE = "https://cocodataset.org/#download, train2017.zip (18 GB) and val2017.zip"
            + " (1 GB), unpacked in SONDE_DATA/coco";

    /** The mini world, which needs nothing. */
    static PlannedData mini() {
        Map<ProbedTask, TaskSize> sizes = new EnumMap<>(ProbedTask.class);
        for (ProbedTask task : ProbedTask.values()) {
            ProbingTask made = TaskCatalogue.of(Scale.MINI, task);
            sizes.put(
                    task,
                    TaskSize.of(made.task(), "mini world", made.imageNames().size(), MiniConfigs.text()));
        }
        return new PlannedData(sizes, Set.of(), List.of());
    }

    /**
     * The paper's data.
     *
     * @param data the folder that {@code SONDE_DATA} names
     */
    static PlannedData paper(Optional<Path> data) {
        Task vsr = folder(data, "vsr")
                .map(Vsr::read)
                .orElseGet(Vsr::bundled)
                .random()
                .task();
        RefCocoGFolder refCocoG = RefCocoGFolder.of(folder(data, "refcocog"));
        Optional<Photographs> photographs = folder(data, "coco").map(Photographs::in);
        Set<String> images =
                refCocoG.tasks().map(tasks -> images(tasks.refCocoG())).orElse(Set.of());
        Asset ofVsr = photographs("VSR", photographs, images(vsr), images(vsr).size());
        Asset ofRefCocoG = photographs("RefCOCOg and RCM", photographs, images, PublishedSizes.REFCOCOG_IMAGES);
        return new PlannedData(
                sizes(vsr, refCocoG.tasks(), images.size()),
                missing(ofVsr.isThere(), refCocoG.asset().isThere() && ofRefCocoG.isThere()),
                List.of(refCocoG.asset(), ofVsr, ofRefCocoG));
    }

    private static Map<ProbedTask, TaskSize> sizes(Task vsr, Optional<RefCocoGFolder.Tasks> tasks, int images) {
        TextInput text = TextInput.blip2();
        return Map.of(
                ProbedTask.VSR,
                TaskSize.of(vsr, "VSR", images(vsr).size(), text),
                ProbedTask.REFCOCOG,
                tasks.map(found -> TaskSize.of(found.refCocoG(), "RefCOCOg", images, text))
                        .orElseGet(PublishedSizes::refCocoG),
                ProbedTask.RCM,
                tasks.map(found -> TaskSize.of(found.rcm(), "RefCOCOg", images, text))
                        .orElseGet(PublishedSizes::rcm));
    }

    private static Set<ProbedTask> missing(boolean hasVsr, boolean hasRefCocoG) {
        Set<ProbedTask> missing = EnumSet.noneOf(ProbedTask.class);
        if (!hasVsr) {
            missing.add(ProbedTask.VSR);
        }
        if (!hasRefCocoG) {
            missing.addAll(Set.of(ProbedTask.REFCOCOG, ProbedTask.RCM));
        }
        return missing;
    }

    TaskSize size(ProbedTask task) {
        return sizes.get(task);
    }

    private static Asset photographs(String of, Optional<Photographs> folder, Set<String> names, int expected) {
        long found = folder.stream()
                .flatMap(one -> names.stream().filter(name -> one.find(name).isPresent()))
                .count();
        int all = names.isEmpty() ? expected : names.size();
        String told = folder.isEmpty()
                ? "no folder coco in SONDE_DATA"
                : names.isEmpty() ? "which ones is not known without refcocog" : found + " of " + all;
        return new Asset("COCO's photographs of " + of + ", " + all, found == all, told, COCO_SOURCE);
    }

    private static Set<String> images(Task task) {
        Set<String> names = new TreeSet<>();
        task.splits().stream().map(split -> split.images()).forEach((Collection<String> some) -> names.addAll(some));
        return names;
    }

    private static Optional<Path> folder(Optional<Path> data, String name) {
        return data.map(root -> root.resolve(name)).filter(Files::isDirectory);
    }
}
