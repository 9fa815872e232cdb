package dev.sonde.world;

import dev.sonde.data.GridCell;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Writes captions of scenes, each with a false twin. */
final class Captions {
    /** The relations of captions: those that hold of most pairs of things. */
    private static final List<Relation> RELATIONS =
            List.of(Relation.LEFT_OF, Relation.RIGHT_OF, Relation.ABOVE, Relation.BELOW);
    /** How many captions in ten mention one, two and three things. */
    private static final List<Integer> COUNTS = List.of(1, 1, 2, 2, 2, 2, 3, 3, 3, 3);

    private static final int SWAP_PERCENT = 40;
    private static final int SEEN_PERCENT = 70;
    private static final int TRIES = 40;

    private final Scene scene;
    private final CaptionOptions options;
    private final Dice dice;

    Captions(Scene scene, CaptionOptions options, Dice dice) {
        this.scene = scene;
        this.options = options;
        this.dice = dice;
    }

    Caption next() {
        int kind = dice.below(100) - options.locationFoilPercent();
        if (kind >= options.locationPercent()) {
            return withAttributeFoil(Claim.unplaced(mentions(picked(dice.of(COUNTS)))));
        }
        Claim located = located();
        return kind < 0 ? withLocationFoil(located) : withAttributeFoil(located);
    }

    private List<Thing> picked(int most) {
        List<Thing> things = dice.shuffled(scene.things());
        return things.subList(0, Math.min(most, things.size()));
    }

    private List<Mention> mentions(List<Thing> things) {
        List<Mention> mentions = new ArrayList<>();
        for (Thing thing : things) {
            Mention plain = Mention.of(thing);
            mentions.add(dice.percent(options.sizePercent()) ? plain.withSize(thing.size()) : plain);
        }
        return mentions;
    }

    /** A true claim of a relation or, where none holds clearly or half of the time, of a cell. */
    private Claim located() {
        List<Thing> two = picked(2);
        Optional<Relation> relation = RELATIONS.stream()
                .filter(one -> one.between(two.get(0), two.get(1), scene.side()) == Holds.YES)
                .findFirst();
        if (relation.isPresent() && dice.percent(50)) {
            return new Claim(mentions(two), new Place.Related(relation.get()));
        }
        return new Claim(mentions(two.subList(0, 1)), new Place.InCell(scene.cell(two.get(0))));
    }

    private Caption withLocationFoil(Claim truth) {
        List<Place> places = truth.place() instanceof Place.InCell
                ? Arrays.stream(GridCell.values())
                        .map(cell -> (Place) new Place.InCell(cell))
                        .toList()
                : RELATIONS.stream()
                        .map(relation -> (Place) new Place.Related(relation))
                        .toList();
        List<Claim> foils = places.stream()
                .map(place -> new Claim(truth.mentions(), place))
                .filter(claim -> claim.of(scene) == Holds.NO)
                .toList();
        return new Caption(truth, dice.of(foils));
    }

    private Caption withAttributeFoil(Claim truth) {
        for (int attempt = 0; attempt < TRIES; attempt++) {
            Claim foil = new Claim(changed(truth.mentions()), truth.place());
            if (isFalseByAttributes(foil)) {
                return new Caption(truth, foil);
            }
        }
        return new Caption(truth, recoloured(truth));
    }

    /** False whatever the sizes and the location, and of as many different things as the caption. */
    private boolean isFalseByAttributes(Claim foil) {
        long different = foil.mentions().stream()
                .map(mention ->
                        mention.colour().orElseThrow() + " " + mention.kind().orElseThrow())
                .distinct()
                .count();
        return different == foil.mentions().size() && colourAndKind(foil).of(scene) == Holds.NO;
    }

    private List<Mention> changed(List<Mention> mentions) {
        List<Mention> changed = new ArrayList<>(mentions);
        List<Integer> order = dice.shuffled(List.of(0, 1, 2)).stream()
                .filter(i -> i < mentions.size())
                .toList();
        int first = order.get(0);
        if (order.size() > 1 && dice.percent(SWAP_PERCENT)) {
            int second = order.get(1);
            changed.set(first, mentions.get(first).withColour(colour(mentions.get(second))));
            changed.set(second, mentions.get(second).withColour(colour(mentions.get(first))));
        } else {
            changed.set(first, changed(mentions.get(first)));
        }
        return changed;
    }

    /** With another colour or kind, mostly one that is seen elsewhere in the scene. */
    private Mention changed(Mention mention) {
        boolean seen = dice.percent(SEEN_PERCENT);
        Thing example = dice.of(scene.things());
        if (dice.percent(50)) {
            return mention.withColour(seen ? example.colour() : dice.of(List.of(Colour.values())));
        }
        return mention.withKind(seen ? example.kind() : dice.of(List.of(Kind.values())));
    }

    /** The first colour that makes the claim false: a scene has fewer things than there are colours. */
    private Claim recoloured(Claim truth) {
        for (Colour colour : Colour.values()) {
            List<Mention> mentions = new ArrayList<>(truth.mentions());
            mentions.set(0, mentions.get(0).withColour(colour));
            Claim foil = new Claim(mentions, truth.place());
            if (colourAndKind(foil).of(scene) == Holds.NO) {
                return foil;
            }
        }
        throw new IllegalStateException("no false caption of " + scene);
    }

    private static Claim colourAndKind(Claim claim) {
        return Claim.unplaced(
                claim.mentions().stream().map(Mention::withoutSize).toList());
    }

    private static Colour colour(Mention mention) {
        return mention.colour().orElseThrow();
    }
}
