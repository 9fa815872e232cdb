package dev.sonde.world;

import dev.sonde.data.RelationCategory;
import dev.sonde.display.SondeException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Of which relations statements are made.
 *
 * @param relations those that are asked about, all different
 */
public record StatementOptions(List<Relation> relations) {
    /** Shares of the categories in percent; VSR's own are as uneven, with projective and topological ones in front. */
    private static final Map<RelationCategory, Integer> PERCENT = new EnumMap<>(Map.of(
            RelationCategory.ADJACENCY, 12,
            RelationCategory.DIRECTIONAL, 8,
            RelationCategory.ORIENTATION, 10,
            RelationCategory.PROJECTIVE, 36,
            RelationCategory.PROXIMITY, 10,
            RelationCategory.TOPOLOGICAL, 16,
            RelationCategory.UNALLOCATED, 8));

    /** @throws SondeException if there is no relation, or one twice */
    public StatementOptions {
        relations = List.copyOf(relations);
        if (relations.isEmpty() || relations.stream().distinct().count() < relations.size()) {
            throw new SondeException(
                    "Statements cannot be made of the relations " + relations,
                    "Give at least one relation, and none twice.");
        }
    }

    /** All relations. */
    public static StatementOptions defaults() {
        return new StatementOptions(List.of(Relation.values()));
    }

    /** With these relations only; the shares of categories that are left out go to the others. */
    public StatementOptions withRelations(Relation... chosen) {
        return new StatementOptions(List.of(chosen));
    }

    /** How many pairs of a true and a false statement a relation has, of so many statements in all. */
    int pairs(Relation relation, int statements) {
        List<RelationCategory> categories = new ArrayList<>();
        relations.stream().map(Relation::category).distinct().forEach(categories::add);
        int all = categories.stream().mapToInt(PERCENT::get).sum();
        long sharers = relations.stream()
                .filter(one -> one.category() == relation.category())
                .count();
        return (int) ((long) statements * PERCENT.get(relation.category()) / (2 * all * sharers));
    }
}
