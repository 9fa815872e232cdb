package dev.sonde.world;

import dev.sonde.data.Answer;
import dev.sonde.data.Example;
import dev.sonde.data.Tag;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

    /** What a relation is said of. */
    private record Subject(Kind kind, Colour colour, Kind otherKind, Colour otherColour) {
        Subject(Pair pair) {
            this(
                    pair.subject().kind(),
                    pair.subject().colour(),
                    pair.object().kind(),
                    pair.object().colour());
        }

        String text(Relation relation) {
            return new Claim(
                            List.of(mention(kind, colour), mention(otherKind, otherColour)),
                            new Place.Related(relation))
                    .text();
        }

        private static Mention mention(Kind kind, Colour colour) {
            return new Mention(Optional.empty(), Optional.of(colour), Optional.of(kind));
        }
    }

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
        Map<Subject, Map<Relation, Scenes>> said = said(options.relations());
        List<Example> examples = new ArrayList<>();
        for (Relation relation : options.relations()) {
            List<Twins> all = twins(relation, said);
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

    private List<Twins> twins(Relation relation, Map<Subject, Map<Relation, Scenes>> said) {
        List<Twins> twins = new ArrayList<>();
        said.forEach((subject, byRelation) -> {
            Scenes of = byRelation.getOrDefault(relation, new Scenes());
            List<Integer> yes = dice.shuffled(of.yes());
            List<Integer> no = dice.shuffled(of.no());
            for (int i = 0; i < Math.min(yes.size(), no.size()); i++) {
                twins.add(new Twins(subject.text(relation), yes.get(i), no.get(i)));
            }
        });
        return twins;
    }

    /** All that can be said with these relations, each pair of things measured once. */
    private Map<Subject, Map<Relation, Scenes>> said(List<Relation> relations) {
        Map<Subject, Map<Relation, Scenes>> said = new LinkedHashMap<>();
        for (int i = 0; i < scenes.size(); i++) {
            for (Pair pair : Pair.all(scenes.get(i))) {
                add(
                        i,
                        pair,
                        relations,
                        said.computeIfAbsent(new Subject(pair), subject -> new EnumMap<>(Relation.class)));
            }
        }
        return said;
    }

    private static void add(Integer scene, Pair pair, List<Relation> relations, Map<Relation, Scenes> said) {
        for (Relation relation : relations) {
            Holds holds = relation.of(pair);
            if (holds != Holds.UNCLEAR) {
                Scenes both = said.computeIfAbsent(relation, one -> new Scenes());
                (holds == Holds.YES ? both.yes() : both.no()).add(scene);
            }
        }
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
