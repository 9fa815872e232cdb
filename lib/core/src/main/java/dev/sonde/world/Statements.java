package dev.sonde.world;

import dev.sonde.data.Answer;
import dev.sonde.data.Example;
import dev.sonde.data.Tag;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Makes statements of two things, such as {@code a red circle is left of a blue bar}, each of which is said of two scenes:
 * of one in which it is true, and of one in which it is false.
 *
 * <p>So half of the statements are true, also among those of one relation or one text: nothing can be known without the
 * image.
 */
final class Statements {
    private final List<Scene> scenes;
    private final Dice dice;

    /** The scenes (by their place in the list) that a text is true of, and those that it is false of. */
    private record Scenes(List<Integer> yes, List<Integer> no) {
        Scenes() {
            this(new ArrayList<>(), new ArrayList<>());
        }
    }

    /** A text with a scene that it is true of and one that it is false of. */
    private record Twins(String text, int yes, int no) {}

    Statements(List<Scene> scenes, Dice dice) {
        this.scenes = scenes;
        this.dice = dice;
    }

    /**
     * The examples, in a random order.
     *
     * @param name what their ids start with
     * @param options how many of which relation; fewer where the scenes do not give as many
     */
    List<Example> examples(String name, int count, StatementOptions options) {
        List<Example> examples = new ArrayList<>();
        for (Relation relation : options.relations()) {
            List<Twins> all = twins(relation);
            int wanted = options.pairs(relation, count);
            for (Twins twins : dice.shuffled(all).subList(0, Math.min(wanted, all.size()))) {
                examples.add(example(relation, twins.text(), twins.yes(), true));
                examples.add(example(relation, twins.text(), twins.no(), false));
            }
        }
        List<Example> shuffled = dice.shuffled(examples);
        return IntStream.range(0, shuffled.size())
                .mapToObj(i -> numbered(name + ":" + i, shuffled.get(i)))
                .toList();
    }

    private List<Twins> twins(Relation relation) {
        List<Twins> twins = new ArrayList<>();
        byText(relation).forEach((text, of) -> {
            List<Integer> yes = dice.shuffled(of.yes());
            List<Integer> no = dice.shuffled(of.no());
            for (int i = 0; i < Math.min(yes.size(), no.size()); i++) {
                twins.add(new Twins(text, yes.get(i), no.get(i)));
            }
        });
        return twins;
    }

    private Map<String, Scenes> byText(Relation relation) {
        Map<String, Scenes> byText = new LinkedHashMap<>();
        for (int i = 0; i < scenes.size(); i++) {
            Scene scene = scenes.get(i);
            for (Thing subject : scene.things()) {
                for (Thing object : scene.things()) {
                    Holds holds = subject == object ? Holds.UNCLEAR : relation.between(subject, object, scene.side());
                    if (holds != Holds.UNCLEAR) {
                        Scenes of = byText.computeIfAbsent(text(subject, relation, object), text -> new Scenes());
                        (holds == Holds.YES ? of.yes() : of.no()).add(i);
                    }
                }
            }
        }
        return byText;
    }

    private static String text(Thing subject, Relation relation, Thing object) {
        return new Claim(List.of(Mention.of(subject), Mention.of(object)), new Place.Related(relation)).text();
    }

    private Example example(Relation relation, String text, int scene, boolean truth) {
        Map<Tag, String> tags = new LinkedHashMap<>();
        tags.put(Tag.RELATION, relation.label());
        tags.put(Tag.RELATION_CATEGORY, relation.category().label());
        return new Example("", scenes.get(scene).name(), text, new Answer.Truth(truth), tags);
    }

    private static Example numbered(String id, Example example) {
        return new Example(id, example.image(), example.text(), example.answer(), example.tags());
    }
}
