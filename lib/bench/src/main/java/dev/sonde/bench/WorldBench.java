package dev.sonde.bench;

import dev.sonde.world.Scene;
import dev.sonde.world.World;
import dev.sonde.world.WorldData;
import dev.sonde.world.WorldPart;
import java.util.List;
import java.util.Locale;
import java.util.function.IntToLongFunction;

/** How many scenes of the mini world one core thinks up, draws and describes in a second. */
public final class WorldBench {
    private static final int SCENES = 10_000;
    private static final int ROUNDS = 3;

    private WorldBench() {}

    /** Prints scenes a second, of the last of three rounds. */
    public static void main(String[] arguments) {
        World world = World.defaults();
        WorldData data = WorldData.of(world);
        report("scenes thought up", i -> world.scene(i).things().size());
        report("scenes drawn", i -> world.scene(i).image().samples()[i % 100]);
        report("scenes with four captions", i -> data.captions(world.scene(i), 4)
                .size());
        List<Scene> train = data.scenes(WorldPart.TRAIN);
        long start = System.nanoTime();
        int statements = data.vsr().train().size();
        print("statements of " + train.size() + " scenes", statements, start);
    }

    private static void report(String what, IntToLongFunction one) {
        long sum = 0;
        for (int round = 0; round < ROUNDS; round++) {
            long start = System.nanoTime();
            for (int i = 0; i < SCENES; i++) {
                sum += one.applyAsLong(i);
            }
            if (round == ROUNDS - 1) {
                // The sum is shown so that no work can be left out.
                print(what + " (" + sum + ")", SCENES, start);
            }
        }
    }

    private static void print(String what, int count, long start) {
        System.out.printf(Locale.ROOT, "%s: %.0f a second%n", what, count * 1e9 / (System.nanoTime() - start));
    }
}
