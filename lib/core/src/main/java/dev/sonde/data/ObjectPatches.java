package dev.sonde.data;

import dev.sonde.display.Align;
import dev.sonde.display.TableView;
import dev.sonde.display.Tabular;
import dev.sonde.format.TextFile;
import dev.sonde.plot.Figure;
import dev.sonde.plot.Panel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Patches inside objects of real photographs, about each of which one may ask where its object is and how large:
 * {@code dev.sonde.feature.ObjectTokens} has what a real encoder made of them.
 *
 * <pre>{@code
 * var patches = ObjectPatches.bundled();
 * Task where = patches.asking("left half", patch -> patch.box().centreX() < 0.5);
 * Task boxes = patches.boxes();
 * }</pre>
 *
 * @param all the patches, in the order of the file
 */
public record ObjectPatches(List<ObjectPatch> all) implements Tabular {
    private static final String FILE = "objects/object-patches.jsonl.gz";
    private static final String ADVICE =
            "Each line is a referring expression with the number of a patch, from 0 to 255.";
    private static final long SEED = 0;

    public ObjectPatches {
        all = List.copyOf(all);
    }

    /**
     * 2,052 patches of 746 objects in 157 photographs of COCO: of each object as large as a patch up to three, drawn from
     * those with their centre inside its box. The photographs are not here, but for twelve.
     */
    public static ObjectPatches bundled() {
        TextFile file = DataFile.bundled(FILE);
        List<ReferringExpression> objects = ReferringLine.split(file, "patch").expressions();
        List<ObjectPatch> patches = new ArrayList<>();
        for (TextFile.Line line : file.lines()) {
            long number = new JsonLine(file, line, ADVICE).integer("patch");
            patches.add(new ObjectPatch(objects.get(patches.size()), Math.toIntExact(number)));
        }
        return new ObjectPatches(patches);
    }

    /**
     * A task of truth values, divided by photographs: see {@link Task#byImages}.
     *
     * @param name of the task
     * @param question what must be true of a patch and its object
     */
    public Task asking(String name, Predicate<ObjectPatch> question) {
        return task(name, patch -> new Answer.Truth(question.test(patch)));
    }

    /** The task of giving the box of the object that a patch belongs to, divided likewise. */
    public Task boxes() {
        return task("the object's box", patch -> new Answer.Region(patch.box()));
    }

    /**
     * The first patch and its object of each of these photographs.
     *
     * @param images names of photographs of {@link SamplePhotographs}
     */
    public Figure figure(String... images) {
        ExamplePictures pictures = new ExamplePictures(SamplePhotographs.photographs());
        Panel[] panels = Arrays.stream(images)
                .map(image -> first(image)
                        .map(patch -> pictures.panel(patch.example(new Answer.Region(patch.box())), patch.place())))
                .flatMap(Optional::stream)
                .toArray(Panel[]::new);
        return Figure.of("A patch, and the object that it belongs to", panels)
                .caption(ExamplePictures.sources(List.of(images)));
    }

    /** How many objects there are of each super-category. */
    @Override
    public TableView view() {
        TableView table = TableView.titled("Patches inside objects")
                .column("super-category", Align.LEFT)
                .column("objects", Align.RIGHT)
                .column("patches", Align.RIGHT)
                .column("photographs", Align.RIGHT);
        Map<String, List<ObjectPatch>> groups = new LinkedHashMap<>();
        all.forEach(patch -> groups.computeIfAbsent(
                        patch.object().tags().get(Tag.SUPER_CATEGORY), unseen -> new ArrayList<>())
                .add(patch));
        for (Map.Entry<String, List<ObjectPatch>> group : groups.entrySet()) {
            table = row(table, group.getKey(), group.getValue());
        }
        return row(table, "all", all);
    }

    @Override
    public String toString() {
        return view().toString();
    }

    private Task task(String name, Function<ObjectPatch, Answer> answer) {
        return Task.byImages(
                name,
                all.stream().map(patch -> patch.example(answer.apply(patch))).toList(),
                SEED);
    }

    private Optional<ObjectPatch> first(String image) {
        return all.stream()
                .filter(patch -> patch.object().image().equals(image))
                .findFirst();
    }

    private static TableView row(TableView table, String name, List<ObjectPatch> patches) {
        return table.row(
                name,
                different(patches, patch -> patch.object().annotationId()),
                patches.size(),
                different(patches, patch -> patch.object().image()));
    }

    private static long different(List<ObjectPatch> patches, Function<ObjectPatch, Object> property) {
        return patches.stream().map(property).distinct().count();
    }
}
