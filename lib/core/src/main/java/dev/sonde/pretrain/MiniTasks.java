package dev.sonde.pretrain;

import dev.sonde.world.World;
import dev.sonde.world.WorldData;

/** What the mini models are probed with, decided in one place; all of it follows from {@link #data()}. */
public final class MiniTasks {
    private MiniTasks() {}

    /** The scenes, statements and sizes of the mini scale: {@code data().vsr()} and so on are its tasks. */
    public static WorldData data() {
        return WorldData.of(World.defaults());
    }
}
