package dev.sonde.world;

import dev.sonde.data.ReferringExpression;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Writes expressions that refer to one thing of a scene each. */
final class Expressions {
    private static final int RELATION_PERCENT = 15;
    private static final List<Relation> RELATIONS = List.of(
            Relation.LEFT_OF, Relation.RIGHT_OF, Relation.ABOVE, Relation.BELOW, Relation.INSIDE, Relation.NEAR);
    /** More than a scene's things. */
    private static final int OBJECTS_PER_SCENE = 16;

    private final Scene scene;
    private final Dice dice;

    Expressions(Scene scene, Dice dice) {
        this.scene = scene;
        this.dice = dice;
    }

    /** Up to so many expressions, each of another thing; some name a relation that holds. */
    List<ReferringExpression> some(int count) {
        List<ReferringExpression> expressions = new ArrayList<>();
        for (Thing thing : dice.shuffled(scene.things())) {
            if (expressions.size() < count) {
                String phrase = identifying(thing).text();
                expressions.add(expression(thing, dice.percent(RELATION_PERCENT) ? phrase + relation(thing) : phrase));
            }
        }
        return expressions;
    }

    /** One expression of each thing, by its attributes only. */
    List<ReferringExpression> ofAllByAttributes() {
        return scene.things().stream()
                .map(thing -> expression(thing, identifying(thing).text()))
                .toList();
    }

    /** Where the thing of an expression stands in its scene's list. */
    static int place(ReferringExpression expression) {
        return (int) (expression.annotationId() % OBJECTS_PER_SCENE);
    }

    /** By some of its attributes, such that no other thing has them all. */
    private Mention identifying(Thing thing) {
        Mention full = Mention.of(thing);
        List<Mention> choices = new ArrayList<>(List.of(full, full, full.withSize(thing.size())));
        for (Mention shorter : List.of(full.withoutColour(), full.withoutKind())) {
            if (shorter.in(scene).size() == 1) {
                choices.add(shorter);
            }
        }
        return dice.of(choices);
    }

    /** Such as {@code left of a blue bar}; empty if no relation holds. */
    private String relation(Thing thing) {
        List<Thing> others =
                scene.things().stream().filter(other -> other != thing).toList();
        Thing other = dice.of(others);
        List<Relation> holding = RELATIONS.stream()
                .filter(relation -> relation.between(thing, other, scene.side()) == Holds.YES)
                .toList();
        return holding.isEmpty()
                ? ""
                : " " + dice.of(holding).label() + " " + Mention.of(other).text();
    }

    private ReferringExpression expression(Thing thing, String text) {
        int place = scene.things().indexOf(thing);
        long id = (long) scene.number() * OBJECTS_PER_SCENE + place;
        return new ReferringExpression(
                scene.name() + "/" + place,
                scene.number(),
                scene.name(),
                Optional.of(scene.size()),
                id,
                thing.box(),
                text,
                Optional.empty());
    }
}
