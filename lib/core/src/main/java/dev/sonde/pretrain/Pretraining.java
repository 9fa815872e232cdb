package dev.sonde.pretrain;

import dev.sonde.display.SondeException;
import dev.sonde.torch.Torch;
import dev.sonde.world.WorldData;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.function.BiFunction;

/**
 * The command line of pre-training:
 * {@code --what encoder|stage1|objects|vilt|language|instruct|all --out DIR [--share 0.01] [--seed 2] [--threads 1]}. It
 * goes on where it was stopped, if the options are the same; {@code DIR/blip2}, {@code DIR/objects}, {@code DIR/vilt} and
 * {@code DIR/instructblip} get the checkpoints. {@code objects} is BLIP-2 with an object-aware last phase. InstructBLIP begins with {@code DIR/blip2}, or with the BLIP-2 that comes with Sonde where that is not
 * there.
 */
public final class Pretraining {
    private static final List<String> PARTS =
            List.of("encoder", "stage1", "objects", "vilt", "language", "instruct", "all");

    private record Options(String what, Path out, double share, OptionalLong seed, int threads) {
        static Options of(List<String> arguments) {
            Options options = new Options("all", Path.of("pretrained"), 1, OptionalLong.empty(), 1);
            for (int i = 0; i < arguments.size(); i += 2) {
                if (i + 1 == arguments.size()) {
                    throw unknown(arguments.get(i) + " without a value");
                }
                options = options.with(arguments.get(i), arguments.get(i + 1));
            }
            return options;
        }

        private Options with(String name, String value) {
            try {
                return switch (name) {
                    case "--what" -> new Options(part(value), out, share, seed, threads);
                    case "--out" -> new Options(what, Path.of(value), share, seed, threads);
                    case "--share" -> new Options(what, out, Double.parseDouble(value), seed, threads);
                    case "--seed" -> new Options(what, out, share, OptionalLong.of(Long.parseLong(value)), threads);
                    case "--threads" -> new Options(what, out, share, seed, Integer.parseInt(value));
                    default -> throw unknown(name);
                };
            } catch (NumberFormatException e) {
                throw unknown(name + " " + value);
            }
        }

        boolean asks(String... parts) {
            return what.equals("all") || List.of(parts).contains(what);
        }

        <R> R seeded(R shipped, BiFunction<R, Long, R> withSeed) {
            return seed.isPresent() ? withSeed.apply(shipped, seed.getAsLong()) : shipped;
        }

        private static String part(String name) {
            if (!PARTS.contains(name)) {
                throw unknown("--what " + name);
            }
            return name;
        }

        private static SondeException unknown(String what) {
            return new SondeException(
                    "Pre-training does not understand " + what,
                    "Give --what " + String.join("|", PARTS)
                            + " --out DIR, and if you like --share, --seed and --threads.");
        }
    }

    private Pretraining() {}

    /** Trains, tells what is measured, and ends with 2 where the options are wrong. */
    public static void main(String... arguments) {
        try {
            run(Options.of(List.of(arguments)));
        } catch (SondeException e) {
            System.err.println(e.getMessage());
            System.exit(2);
        }
    }

    private static void run(Options options) {
        try (Torch torch = Torch.open()) {
            torch.threads(options.threads());
            if (options.asks("encoder", "stage1", "objects", "vilt")) {
                blip2AndVilt(torch, options);
            }
            if (options.asks("language", "instruct")) {
                instructBlip(torch, options);
            }
        }
    }

    private static void blip2AndVilt(Torch torch, Options options) {
        MiniRecipe recipe = recipe(options);
        Blip2Training training = new Blip2Training(torch, recipe, options.out(), Pretraining::tell);
        // An encoder that is trained already is only read.
        training.encoder();
        if (options.asks("stage1")) {
            training.stage1();
            System.out.println("written: " + training.write());
        }
        if (options.asks("objects")) {
            objectAware(torch, options, recipe.objectAware());
        }
        if (options.asks("vilt")) {
            vilt(torch, options, recipe.data(), training.sceneEncoder());
        }
    }

    private static void objectAware(Torch torch, Options options, MiniRecipe recipe) {
        Blip2Training training = new Blip2Training(torch, recipe, options.out(), Pretraining::tell);
        // What both have in common is trained once: encoder and first phase.
        training.encoder();
        training.stage1();
        System.out.println("written: " + training.write());
    }

    private static void instructBlip(Torch torch, Options options) {
        InstructRecipe recipe = options.seeded(InstructRecipe.shipped(), InstructRecipe::withSeed);
        Path own = options.out().resolve("blip2");
        InstructBlipTraining training = new InstructBlipTraining(
                torch,
                recipe.withShare(options.share()),
                Files.exists(own.resolve("config.json")) ? own : MiniModels.blip2Folder(),
                options.out(),
                Pretraining::tell);
        // A language model that is trained already is only read.
        training.language();
        if (options.asks("instruct")) {
            training.instruct();
            System.out.println("written: " + training.write());
        }
    }

    private static MiniRecipe recipe(Options options) {
        return options.seeded(MiniRecipe.shipped(), MiniRecipe::withSeed).withShare(options.share());
    }

    private static void vilt(Torch torch, Options options, WorldData data, SceneEncoder encoder) {
        ViltRecipe seeded = options.seeded(ViltRecipe.shipped(), ViltRecipe::withSeed);
        ViltTraining training = new ViltTraining(
                torch, seeded.withShare(options.share()), encoder, data, options.out(), Pretraining::tell);
        training.run();
        System.out.println("written: " + training.write());
    }

    private static void tell(LearningCurve.Point point) {
        System.out.printf(Locale.ROOT, "%6d  %-24s %.4f%n", point.step(), point.quantity(), point.value());
    }
}
