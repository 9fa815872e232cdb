package dev.sonde.jupyter;

import dev.sonde.display.MimeBundle;
import dev.sonde.display.Progress;
import dev.sonde.display.ProgressState;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.dflib.jjava.jupyter.Extension;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.kernel.display.Renderer;

/**
 * Sonde in JJava, which finds this class as a service. Uses only what is the same from JJava 1.0-a6 to a8.
 *
 * <p>Installing prints nothing and never throws: output would go to the server's log, and an exception would end the
 * kernel before it answers.
 */
public final class JJavaExtension implements Extension {
    /** For the loader of services. */
    public JJavaExtension() {}

    @Override
    public void install(BaseKernel kernel) {
        Optional<String> trouble = Optional.empty();
        try {
            if (!Sonde.claim(kernel)) {
                return;
            }
            register(kernel.getRenderer());
            Progress.showIn(new Displays(kernel)::show);
        } catch (Throwable e) {
            Sonde.release(kernel);
            trouble = Optional.of(e.toString());
        }
        registerMagic(kernel, trouble);
    }

    /** Makes this renderer show every value by {@link Forms}. */
    static void register(Renderer renderer) {
        for (Class<?> type : Forms.TYPES) {
            renderer.createRegistration(type)
                    .preferring(MimeBundle.TEXT, MimeBundle.HTML)
                    .supporting(MimeBundle.LATEX, MimeBundle.PNG, MimeBundle.PLOTLY, MimeBundle.CELLS)
                    .register((value, context) -> Forms.of(value, context.getOutputContainer()::putData));
        }
    }

    private static void registerMagic(BaseKernel kernel, Optional<String> trouble) {
        try {
            SondeMagic magic = new SondeMagic(kernel.getName() + " " + kernel.getVersion(), trouble);
            kernel.getMagicsRegistry()
                    .registerLineMagic("sonde", (BaseKernel k, List<String> words) -> magic.eval(words));
        } catch (Throwable e) {
            return; // a kernel without %sonde is still a kernel
        }
    }

    /** One display for each task, written anew with each state. */
    private static final class Displays {
        private final BaseKernel kernel;
        /** Other kernels have drawn into the same notebook before. */
        private final String kernelId = UUID.randomUUID().toString();

        private final Set<Long> shown = new HashSet<>();

        Displays(BaseKernel kernel) {
            this.kernel = kernel;
        }

        synchronized void show(long id, ProgressState state) {
            String displayId = kernelId + "-" + id;
            DisplayData data = new DisplayData();
            Forms.of(state, data::putData);
            if (shown.add(id)) {
                data.putTransientData("display_id", displayId);
                kernel.display(data);
            } else {
                kernel.getIO().display.updateDisplay(displayId, data);
            }
            if (state.finished()) {
                shown.remove(id);
            }
        }
    }
}
