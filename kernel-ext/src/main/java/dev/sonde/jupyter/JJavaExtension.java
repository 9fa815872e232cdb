package dev.sonde.jupyter;

import dev.sonde.display.MimeBundle;
import dev.sonde.display.Progress;
import dev.sonde.display.ProgressState;
import java.util.List;
import java.util.Optional;
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
            Progress.showIn(displays(kernel));
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

    private static ProgressDisplays displays(BaseKernel kernel) {
        return new ProgressDisplays(
                (id, state) -> {
                    DisplayData data = data(state);
                    data.putTransientData("display_id", id);
                    kernel.display(data);
                },
                (id, state) -> kernel.getIO().display.updateDisplay(id, data(state)));
    }

    private static DisplayData data(ProgressState state) {
        DisplayData data = new DisplayData();
        Forms.of(state, data::putData);
        return data;
    }
}
