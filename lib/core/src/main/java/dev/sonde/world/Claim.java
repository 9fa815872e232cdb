package dev.sonde.world;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * What a text says of a scene, in a form whose truth can be computed.
 *
 * @param mentions the things it speaks of, in their order; one for a cell, two for a relation
 * @param place what it says about location
 */
public record Claim(List<Mention> mentions, Place place) {
    public Claim {
        mentions = List.copyOf(mentions);
        Objects.requireNonNull(place, "place");
        int needed = place instanceof Place.InCell ? 1 : place instanceof Place.Related ? 2 : mentions.size();
        if (mentions.isEmpty() || mentions.size() != needed) {
            throw new IllegalArgumentException(mentions + " for " + place);
        }
    }

    /** Things, and nothing of their location. */
    static Claim unplaced(List<Mention> mentions) {
        return new Claim(mentions, new Place.Unsaid());
    }

    /** Whether location is spoken of. */
    public boolean saysLocation() {
        return !(place instanceof Place.Unsaid);
    }

    /**
     * Such as {@code a red circle and a blue bar}, {@code a red circle in the top left}, {@code a red circle is left of a
     * blue bar}.
     */
    public String text() {
        if (place instanceof Place.InCell in) {
            return mentions.get(0).text() + " in the " + in.cell().label();
        }
        String joint =
                place instanceof Place.Related related ? related.relation().words() : "and";
        return mentions.stream().map(Mention::text).collect(Collectors.joining(" " + joint + " "));
    }

    /** Whether the claim holds, unclear only where a relation is. */
    public Holds of(Scene scene) {
        if (!mentions.stream().allMatch(mention -> !mention.in(scene).isEmpty())) {
            return Holds.NO;
        }
        if (place instanceof Place.InCell in) {
            return Holds.of(mentions.get(0).in(scene).stream().anyMatch(thing -> scene.cell(thing) == in.cell()));
        }
        return place instanceof Place.Related related ? related(scene, related.relation()) : Holds.YES;
    }

    @Override
    public String toString() {
        return text();
    }

    /** It holds if it does for any two things that fit. */
    private Holds related(Scene scene, Relation relation) {
        List<Holds> all = mentions.get(0).in(scene).stream()
                .flatMap(subject -> mentions.get(1).in(scene).stream()
                        .filter(object -> object != subject)
                        .map(object -> relation.between(subject, object, scene.side())))
                .toList();
        return Holds.of(all.contains(Holds.YES), !all.contains(Holds.UNCLEAR));
    }
}
