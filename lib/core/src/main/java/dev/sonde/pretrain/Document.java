package dev.sonde.pretrain;

import dev.sonde.data.GridCell;
import dev.sonde.world.Claim;
import dev.sonde.world.Holds;
import dev.sonde.world.Mention;
import dev.sonde.world.Place;
import dev.sonde.world.Relation;
import dev.sonde.world.Scene;
import dev.sonde.world.Thing;
import dev.sonde.world.WorldData;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;

/**
 * A text for a language model that sees no image: something is said of a scene, then a question that can be answered from
 * it. A model of such texts has learned to look up what stands before a question, as Vicuna has; what stands there may
 * later be queries.
 *
 * <p>Some documents speak of location, so that the words for it are as well known to the model as the others.
 *
 * @param said such as {@code a small red circle and a large blue bar}
 * @param asked about it
 * @param located whether it speaks of location
 */
record Document(String said, Instruction asked, boolean located) {
    private static final int DESCRIBE_PERCENT = 20;
    private static final int CELL_PERCENT = 15;
    private static final int RELATION_PERCENT = 15;

    Document {
        Objects.requireNonNull(said, "said");
        Objects.requireNonNull(asked, "asked");
    }

    /** A document about a scene. */
    static Document of(WorldData data, Scene scene, Random draws) {
        int kind = draws.nextInt(100);
        if (kind < RELATION_PERCENT) {
            return related(scene, draws).orElseGet(() -> inCells(scene, draws));
        }
        if (kind < RELATION_PERCENT + CELL_PERCENT) {
            return inCells(scene, draws);
        }
        Instruction asked = Instruction.of(data, scene, DESCRIBE_PERCENT, draws);
        return new Document(described(shuffled(scene.things(), draws)), asked, false);
    }

    /** The whole: all that stands before the answer as its prompt. */
    Instruction instruction() {
        return new Instruction(said + ". " + asked.prompt(), asked.answer());
    }

    /** All things with all that questions ask for. */
    private static String described(List<Thing> things) {
        return things.stream()
                .map(thing -> new Mention(
                                Optional.of(thing.size()), Optional.of(thing.colour()), Optional.of(thing.kind()))
                        .text())
                .collect(Collectors.joining(" and "));
    }

    /** The cells of two things; one of them is asked for, as it is or with another cell. */
    private static Document inCells(Scene scene, Random draws) {
        List<Thing> things = shuffled(scene.things(), draws).subList(0, 2);
        String said = things.stream()
                .map(thing -> inCell(thing, scene.cell(thing)).text())
                .collect(Collectors.joining(" and "));
        Thing thing = things.get(draws.nextInt(2));
        GridCell cell = scene.cell(thing);
        List<GridCell> others = new ArrayList<>(List.of(GridCell.values()));
        others.remove(cell);
        boolean yes = draws.nextBoolean();
        return new Document(said, isThere(inCell(thing, yes ? cell : of(others, draws)), yes), true);
    }

    /** A relation of two things; it, or any other that clearly holds or does not, is asked for. Empty if none holds. */
    private static Optional<Document> related(Scene scene, Random draws) {
        List<Thing> two = shuffled(scene.things(), draws).subList(0, 2);
        List<Relation> holding = relations(two, scene, Holds.YES);
        if (holding.isEmpty()) {
            return Optional.empty();
        }
        boolean yes = draws.nextBoolean();
        Relation said = of(holding, draws);
        Relation asked = of(yes ? holding : relations(two, scene, Holds.NO), draws);
        return Optional.of(new Document(related(two, said).text(), isThere(related(two, asked), yes), true));
    }

    private static List<Relation> relations(List<Thing> two, Scene scene, Holds wanted) {
        return Arrays.stream(Relation.values())
                .filter(relation -> relation.between(two.get(0), two.get(1), scene.side()) == wanted)
                .toList();
    }

    private static Claim inCell(Thing thing, GridCell cell) {
        return new Claim(List.of(Mention.of(thing)), new Place.InCell(cell));
    }

    private static Claim related(List<Thing> two, Relation relation) {
        return new Claim(two.stream().map(Mention::of).toList(), new Place.Related(relation));
    }

    private static Instruction isThere(Claim claim, boolean yes) {
        return new Instruction("is there " + claim.text() + "?", yes ? "yes" : "no");
    }

    private static <T> T of(List<T> list, Random draws) {
        return list.get(draws.nextInt(list.size()));
    }

    private static <T> List<T> shuffled(List<T> list, Random draws) {
        List<T> shuffled = new ArrayList<>(list);
        Collections.shuffle(shuffled, draws);
        return shuffled;
    }
}
