package dev.sonde.paper;

import dev.sonde.data.DataFolder;
import dev.sonde.display.SondeException;
import dev.sonde.experiment.Asset;
import dev.sonde.experiment.Plan;
import dev.sonde.experiment.Planning;
import dev.sonde.experiment.Scale;
import dev.sonde.experiment.Speed;
import dev.sonde.experiment.TimedPlan;
import dev.sonde.format.SondeHome;
import dev.sonde.model.ModelFolder;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * The dry run of {@code environment/reproduce --plan}: prints what the paper's tables and figures would compute, what it would
 * cost on this machine, and what is missing with where to get it. The scale is that of {@code SONDE_SCALE}; an argument is the
 * speed to reckon with, in operations a second, which is measured where there is none.
 */
public final class PlanCommand {
    private PlanCommand() {}

    /** Prints the plan; ends with 2 where it cannot. */
    public static void main(String... arguments) {
        try {
            Optional<Speed> speed = speed(arguments);
            Planning planning = Scale.here() == Scale.MINI
                    ? Planning.mini()
                    : Planning.paper(ModelFolder.here(), DataFolder.here());
            print(planning, speed.orElseGet(planning::measuredSpeed), System.out);
        } catch (SondeException e) {
            System.err.println("reproduce: " + e.getMessage());
            System.exit(2);
        }
    }

    /** The speed that an argument states. */
    static Optional<Speed> speed(String... arguments) {
        if (arguments.length == 0) {
            return Optional.empty();
        }
        String advice = "Give one number of floating-point operations a second, such as 40e12.";
        try {
            double flops = Double.parseDouble(arguments[0]);
            if (arguments.length == 1 && flops >= 1 && Double.isFinite(flops)) {
                return Optional.of(Speed.stated(flops));
            }
            throw new SondeException("There is no speed of " + String.join(" ", arguments), advice);
        } catch (NumberFormatException e) {
            throw new SondeException("\"" + arguments[0] + "\" is no speed", advice, e);
        }
    }

    /** Prints the plan of all items. */
    static void print(Planning planning, Speed speed, PrintStream out) {
        Plan plan = planning.of(PaperItem.all(planning.scale(), planning::shape));
        out.println(new TimedPlan(plan, speed));
        out.println();
        out.println(assets(plan));
        out.println(disk(plan));
    }

    private static String assets(Plan plan) {
        if (plan.assets().isEmpty()) {
            return "Nothing has to be downloaded.";
        }
        StringBuilder text = new StringBuilder("Models and data\n");
        for (Asset asset : plan.assets()) {
            text.append(String.format(
                    "  %-7s  %s: %s%n", asset.isThere() ? "there" : "MISSING", asset.name(), asset.found()));
            if (!asset.isThere()) {
                text.append("           get it: ").append(asset.source()).append('\n');
            }
        }
        return text.toString().stripTrailing();
    }

    private static String disk(Plan plan) {
        Path home = SondeHome.folder().toAbsolutePath();
        Path there = home;
        while (there.getParent() != null && !Files.exists(there)) {
            there = there.getParent();
        }
        try {
            return String.format(
                    Locale.ROOT,
                    "Disk: %.1f GB for tokens and features in %s, where %.1f GB are free.",
                    plan.diskBytes() / 1e9,
                    home,
                    Files.getFileStore(there).getUsableSpace() / 1e9);
        } catch (IOException e) {
            throw new SondeException(
                    there + " cannot be read: " + e.getMessage(), "Set SONDE_HOME to another folder.", e);
        }
    }
}
