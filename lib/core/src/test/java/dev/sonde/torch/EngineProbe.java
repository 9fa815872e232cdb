package dev.sonde.torch;

import java.net.URL;
import java.util.Set;

/** Started in a Java of its own: computes on a device and tells each address that was asked for. */
final class EngineProbe {
    private EngineProbe() {}

    public static void main(String[] args) {
        URL.setURLStreamHandlerFactory(protocol -> {
            if (Set.of("http", "https", "ftp").contains(protocol)) {
                System.out.println("network: " + protocol);
            }
            return null;
        });
        try (Torch torch = Torch.open(Device.named(args[0]), Precision.FLOAT32)) {
            float sum = torch.array(new float[] {1, 2, 3}, 3).sum().getFloat();
            System.out.println("sum " + sum);
        } catch (RuntimeException e) {
            System.out.println(e);
        }
    }
}
