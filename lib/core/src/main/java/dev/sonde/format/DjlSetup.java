package dev.sonde.format;

import java.nio.file.Path;
import java.util.Optional;

/**
 * The settings under which Sonde uses the Deep Java Library (DJL): offline, quiet, its files below Sonde's own folder.
 *
 * <p>DJL reads each of them once, when its first class loads, from the environment or from a system property. Whoever
 * uses DJL calls {@link #apply()} first. What the user has set, as either, stays.
 *
 * <table>
 *   <caption>What is set where nothing is set yet</caption>
 *   <tr><th>property</th><th>value</th><th>why</th></tr>
 *   <tr><td>{@code ai.djl.offline}</td><td>true</td><td>no file is fetched; the jars hold the native libraries</td></tr>
 *   <tr><td>{@code OPT_OUT_TRACKING}</td><td>true</td><td>no daily call home</td></tr>
 *   <tr><td>{@code RUST_FLAVOR}</td><td>cpu</td><td>a machine with a GPU would fetch a CUDA build of the tokenizers,
 *       which work on the CPU anyway</td></tr>
 *   <tr><td>{@code DJL_CACHE_DIR}</td><td>{@code djl} in {@link SondeHome}</td><td>native libraries are unpacked there</td>
 *   </tr>
 * </table>
 */
public final class DjlSetup {
    private DjlSetup() {}

    /** Sets what is not set. Idempotent, and cheap enough to call before every use of DJL. */
    public static synchronized void apply() {
        if (setting("DJL_OFFLINE").isEmpty()) {
            setUnlessSet("ai.djl.offline", "true");
        }
        setUnlessSet("OPT_OUT_TRACKING", "true");
        setUnlessSet("RUST_FLAVOR", "cpu");
        setUnlessSet("DJL_CACHE_DIR", SondeHome.folder().resolve("djl").toString());
    }

    /** Where DJL unpacks its native libraries, once {@link #apply()} has been called. */
    public static Path cache() {
        return setting("ENGINE_CACHE_DIR")
                .or(() -> setting("DJL_CACHE_DIR"))
                .map(Path::of)
                .orElseGet(() -> SondeHome.folder().resolve("djl"))
                .toAbsolutePath();
    }

    private static void setUnlessSet(String name, String value) {
        if (setting(name).isEmpty()) {
            System.setProperty(name, value);
        }
    }

    private static Optional<String> setting(String name) {
        return Optional.ofNullable(System.getenv(name))
                .filter(value -> !value.isBlank())
                .or(() -> Optional.ofNullable(System.getProperty(name)).filter(value -> !value.isBlank()));
    }
}
