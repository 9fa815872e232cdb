package dev.sonde.jupyter;

import dev.sonde.display.SondeException;
import java.util.Collections;
import java.util.Set;
import java.util.WeakHashMap;

/**
 * The one static call for kernels that do not find extensions by themselves: {@code dev.sonde.jupyter.Sonde.install();} in
 * a cell or a start-up script of IJava. JJava needs no call.
 */
public final class Sonde {
    private static final Set<Object> INSTALLED = Collections.newSetFromMap(new WeakHashMap<>());

    private Sonde() {}

    /**
     * Installs into the kernel of this JVM; does nothing the second time. Classes of a kernel that is not there are never
     * loaded.
     *
     * @throws SondeException if this JVM is no kernel that Sonde knows
     */
    public static void install() {
        try {
            if (isThere("io.github.spencerpark.ijava.IJava")) {
                IJavaExtension.install();
            } else if (isThere("org.dflib.jjava.jupyter.kernel.BaseKernel")) {
                new JJavaExtension().install(org.dflib.jjava.jupyter.kernel.BaseKernel.notebookKernel());
            } else {
                throw noKernel(null);
            }
        } catch (NullPointerException e) { // how both kernels say that their classes are there but none of them runs
            throw noKernel(e);
        } catch (ReflectiveOperationException | LinkageError e) {
            throw new SondeException(
                    "the kernel has not the classes that Sonde expects: " + e,
                    "Use JJava 1.0-a6 or later, or IJava 1.3.0.",
                    e);
        }
    }

    private static SondeException noKernel(Throwable cause) {
        return new SondeException(
                "this JVM is neither a JJava nor an IJava kernel", "Run it in a notebook with one of them.", cause);
    }

    /** True the first time for a kernel: renderers must not be registered twice, as each would run. */
    static synchronized boolean claim(Object kernel) {
        return INSTALLED.add(kernel);
    }

    /** Gives a claim back, so that an installation that failed can be tried again. */
    static synchronized void release(Object kernel) {
        INSTALLED.remove(kernel);
    }

    private static boolean isThere(String name) {
        try {
            Class.forName(name, false, Thread.currentThread().getContextClassLoader());
            return true;
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }
}
