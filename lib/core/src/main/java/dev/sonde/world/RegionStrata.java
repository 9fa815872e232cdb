package dev.sonde.world;

import dev.sonde.data.Example;
import dev.sonde.data.GridCell;
import dev.sonde.data.ReferringExpression;
import dev.sonde.data.RegionCellOptions;
import dev.sonde.data.RegionCells;
import dev.sonde.data.Tag;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Region Cell Matching made by {@link RegionCells} within each kind and size of things.
 *
 * <p>Some kinds stand in the middle more often than others, and large things cannot stand at the edge. Balanced over all
 * phrases only, a text such as "a red moon in the middle" would be true more often than not; balanced within each kind and
 * size, words and cells say nothing of each other, nor does the size that is seen.
 */
final class RegionStrata {
    /** What the 8 other cells borrow from a cell must be whole, so that as many are false as are true. */
    private static final int EIGHT = 8;

    private static final RegionCellOptions OPTIONS =
            RegionCellOptions.defaults().withTemplate("{phrase} in the {cell}");

    private final Function<ReferringExpression, Thing> thingOf;
    private final Dice dice;

    RegionStrata(Function<ReferringExpression, Thing> thingOf, Dice dice) {
        this.thingOf = thingOf;
        this.dice = dice;
    }

    List<Example> examples(String name, List<ReferringExpression> expressions) {
        List<Example> examples = new ArrayList<>();
        strata(expressions).forEach((stratum, members) -> {
            List<ReferringExpression> kept = inEights(members);
            if (!kept.isEmpty()) {
                RegionCellOptions options = OPTIONS.withSeed(dice.bits());
                RegionCells.build(name, kept, options).split().examples().stream()
                        .map(example -> tagged(example, stratum.kind()))
                        .forEach(examples::add);
            }
        });
        return dice.shuffled(examples);
    }

    /** An example with its kind and group. */
    static Example tagged(Example example, Kind kind) {
        Map<Tag, String> tags = new LinkedHashMap<>(example.tags());
        tags.put(Tag.CATEGORY, kind.word());
        tags.put(Tag.SUPER_CATEGORY, kind.group().label());
        return new Example(example.id(), example.image(), example.text(), example.answer(), tags);
    }

    private record Stratum(Kind kind, ThingSize size) implements Comparable<Stratum> {
        @Override
        public int compareTo(Stratum other) {
            int byKind = kind.compareTo(other.kind);
            return byKind == 0 ? size.compareTo(other.size) : byKind;
        }
    }

    private Map<Stratum, List<ReferringExpression>> strata(List<ReferringExpression> expressions) {
        Map<Stratum, List<ReferringExpression>> strata = new TreeMap<>();
        for (ReferringExpression expression : expressions) {
            Thing thing = thingOf.apply(expression);
            strata.computeIfAbsent(new Stratum(thing.kind(), thing.size()), stratum -> new ArrayList<>())
                    .add(expression);
        }
        return strata;
    }

    /** As many from each cell as the smallest has, rounded down to eights. */
    private List<ReferringExpression> inEights(List<ReferringExpression> members) {
        Map<GridCell, List<ReferringExpression>> cells = new EnumMap<>(GridCell.class);
        Arrays.stream(GridCell.values()).forEach(cell -> cells.put(cell, new ArrayList<>()));
        members.forEach(one -> cells.get(GridCell.of(one.box(), one.knownSize(), OPTIONS.tie()))
                .add(one));
        int smallest = cells.values().stream().mapToInt(List::size).min().orElse(0);
        int each = smallest / EIGHT * EIGHT;
        return cells.values().stream()
                .flatMap(cell -> dice.shuffled(cell).subList(0, each).stream())
                .toList();
    }
}
