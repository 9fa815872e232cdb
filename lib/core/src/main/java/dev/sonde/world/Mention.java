package dev.sonde.world;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * How a thing is spoken of: by its size, its colour and its kind, or some of these.
 *
 * @param size such as {@code small}, if said
 * @param colour such as {@code red}, if said
 * @param kind such as {@code circle}; where it is not said, the thing is an {@code object}
 */
public record Mention(Optional<ThingSize> size, Optional<Colour> colour, Optional<Kind> kind) {
    public Mention {
        Objects.requireNonNull(size, "size");
        Objects.requireNonNull(colour, "colour");
        Objects.requireNonNull(kind, "kind");
    }

    /** By colour and kind, which tell any two things of a scene apart. */
    public static Mention of(Thing thing) {
        return new Mention(Optional.empty(), Optional.of(thing.colour()), Optional.of(thing.kind()));
    }

    Mention withSize(ThingSize said) {
        return new Mention(Optional.of(said), colour, kind);
    }

    Mention withoutSize() {
        return new Mention(Optional.empty(), colour, kind);
    }

    Mention withColour(Colour said) {
        return new Mention(size, Optional.of(said), kind);
    }

    Mention withKind(Kind said) {
        return new Mention(size, colour, Optional.of(said));
    }

    Mention withoutColour() {
        return new Mention(size, Optional.empty(), kind);
    }

    Mention withoutKind() {
        return new Mention(size, colour, Optional.empty());
    }

    /** Whether it can be said of a thing. */
    public boolean fits(Thing thing) {
        return size.map(thing.size()::equals).orElse(true)
                && colour.map(thing.colour()::equals).orElse(true)
                && kind.map(thing.kind()::equals).orElse(true);
    }

    /** The things of a scene that it can be said of. */
    public List<Thing> in(Scene scene) {
        return scene.things().stream().filter(this::fits).toList();
    }

    /** The words without an article, such as {@code red circle}. */
    public String words() {
        List<String> words = new ArrayList<>();
        size.ifPresent(said -> words.add(said.word()));
        colour.ifPresent(said -> words.add(said.word()));
        words.add(kind.map(Kind::word).orElse("object"));
        return String.join(" ", words);
    }

    /** Such as {@code a red circle}, {@code an arrow}. */
    public String text() {
        String words = words();
        return ("aeiou".indexOf(words.charAt(0)) >= 0 ? "an " : "a ") + words;
    }

    @Override
    public String toString() {
        return text();
    }
}
