package dev.sonde.bench;

import dev.sonde.display.SondeException;
import dev.sonde.format.SafetensorsFile;
import dev.sonde.model.HfConfig;
import dev.sonde.model.QFormer;
import dev.sonde.model.QFormerConfig;
import dev.sonde.model.QFormerNames;
import dev.sonde.torch.Device;
import dev.sonde.torch.Parameters;
import dev.sonde.torch.Precision;
import dev.sonde.torch.Torch;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;

/** The Q-Former of a checkpoint folder, on the device and with the threads that the options name. */
record BenchModel(Torch torch, int threads, QFormerConfig config, Parameters parameters, QFormer qformer)
        implements AutoCloseable {
    static BenchModel open(BenchOptions options) {
        Device device = Device.named(options.text("device", "cpu"));
        Precision precision =
                switch (options.oneOf("amp", "none", "bf16", "fp16")) {
                    case "bf16" -> Precision.BFLOAT16;
                    case "fp16" -> Precision.FLOAT16;
                    default -> Precision.FLOAT32;
                };
        int threads = options.integer("threads", 1);
        Torch torch = Torch.open(device, precision);
        torch.threads(threads);
        Path folder = options.path("ckpt");
        QFormerConfig config = HfConfig.blip2(folder).qformer();
        AtomicReference<Parameters> parameters = new AtomicReference<>();
        try (SafetensorsFile file = SafetensorsFile.open(folder.resolve("model.safetensors"))) {
            QFormer qformer = Parameters.load(torch, file, loading -> {
                parameters.set(loading);
                return new QFormer(config, loading.weights(), QFormerNames.BLIP2);
            });
            return new BenchModel(torch, threads, config, parameters.get(), qformer);
        } catch (SondeException e) {
            torch.close();
            throw e;
        }
    }

    @Override
    public void close() {
        torch.close();
    }
}
