package dev.sonde.jupyter;

import dev.sonde.display.MimeBundle;
import dev.sonde.display.Progress;
import dev.sonde.display.ProgressState;
import io.github.spencerpark.jupyter.kernel.BaseKernel;
import io.github.spencerpark.jupyter.kernel.display.DisplayData;
import io.github.spencerpark.jupyter.kernel.display.Renderer;
import io.github.spencerpark.jupyter.kernel.magic.registry.Magics;
import java.lang.reflect.Method;
import java.util.Objects;
import java.util.Optional;

/** Sonde in IJava and other kernels on basekernel 2.3.0, which look for no services. */
final class IJavaExtension {
    private IJavaExtension() {}

    /** Installs into the IJava kernel of this JVM. */
    static void install() throws ReflectiveOperationException {
        Method instance = Class.forName("io.github.spencerpark.ijava.IJava").getMethod("getKernelInstance");
        BaseKernel kernel = (BaseKernel) Objects.requireNonNull(instance.invoke(null), "no kernel runs");
        if (Sonde.claim(kernel)) {
            register(kernel.getRenderer());
            Progress.showIn(displays(kernel));
            registerMagic(kernel);
        }
    }

    /** The magics are the kernel class's own, not basekernel's. A bare line shows no value there, so it is displayed. */
    private static void registerMagic(BaseKernel kernel) throws ReflectiveOperationException {
        Magics magics = (Magics) kernel.getClass().getMethod("getMagics").invoke(kernel);
        SondeMagic magic = new SondeMagic("IJava", Optional.empty());
        magics.registerLineMagic("sonde", words -> {
            kernel.display(kernel.getRenderer().render(magic.eval(words)));
            return null;
        });
    }

    static void register(Renderer renderer) {
        for (Class<?> type : Forms.TYPES) {
            renderer.createRegistration(type)
                    .preferring(MimeBundle.TEXT, MimeBundle.HTML)
                    .supporting(MimeBundle.LATEX, MimeBundle.PNG, MimeBundle.PLOTLY, MimeBundle.CELLS)
                    .register((value, context) -> Forms.of(value, context.getOutputContainer()::putData));
        }
    }

    private static ProgressDisplays displays(BaseKernel kernel) {
        return new ProgressDisplays(
                (id, state) -> {
                    DisplayData data = data(state);
                    data.setDisplayId(id);
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
