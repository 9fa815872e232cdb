package dev.sonde.world;

import java.util.List;
import java.util.Optional;

/** Asks about the things of a scene: their colour, kind, size, number and presence. */
final class Questions {
    /** The words for 0 to 6. */
    static final List<String> NUMBERS = List.of("zero", "one", "two", "three", "four", "five", "six");

    private static final int FORMS = 5;

    private final Scene scene;
    private final Dice dice;

    Questions(Scene scene, Dice dice) {
        this.scene = scene;
        this.dice = dice;
    }

    Question next() {
        Optional<Question> question = Optional.empty();
        while (question.isEmpty()) {
            Thing thing = dice.of(scene.things());
            question = switch (dice.below(FORMS)) {
                case 0 -> colour(thing);
                case 1 -> kind(thing);
                case 2 -> Optional.of(size(thing));
                case 3 -> Optional.of(dice.percent(30) ? all() : count(thing));
                default -> dice.percent(50) ? Optional.of(present(thing)) : absent(thing);
            };
        }
        return question.get();
    }

    private Optional<Question> colour(Thing thing) {
        Mention mention = Mention.of(thing).withoutColour();
        return ifUnique(
                mention,
                "what colour is the " + mention.words() + "?",
                thing.colour().word());
    }

    private Optional<Question> kind(Thing thing) {
        Mention mention = Mention.of(thing).withoutKind();
        return ifUnique(
                mention,
                "what shape is the " + mention.words() + "?",
                thing.kind().word());
    }

    private Optional<Question> ifUnique(Mention mention, String text, String answer) {
        return mention.in(scene).size() == 1 ? Optional.of(new Question(text, answer)) : Optional.empty();
    }

    private Question size(Thing thing) {
        return new Question(
                "what size is the " + Mention.of(thing).words() + "?",
                thing.size().word());
    }

    private Question all() {
        return new Question(
                "how many objects are there?", NUMBERS.get(scene.things().size()));
    }

    private Question count(Thing thing) {
        Colour colour = dice.percent(70) ? thing.colour() : dice.of(List.of(Colour.values()));
        long count =
                scene.things().stream().filter(one -> one.colour() == colour).count();
        return new Question("how many " + colour + " objects are there?", NUMBERS.get((int) count));
    }

    private static Question present(Thing thing) {
        return new Question("is there " + Mention.of(thing).text() + "?", "yes");
    }

    private Optional<Question> absent(Thing thing) {
        Mention changed = dice.percent(50)
                ? Mention.of(thing).withColour(dice.of(List.of(Colour.values())))
                : Mention.of(thing).withKind(dice.of(List.of(Kind.values())));
        return changed.in(scene).isEmpty()
                ? Optional.of(new Question("is there " + changed.text() + "?", "no"))
                : Optional.empty();
    }
}
