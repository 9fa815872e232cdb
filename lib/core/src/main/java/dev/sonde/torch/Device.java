package dev.sonde.torch;

import dev.sonde.display.SondeException;
import java.util.Locale;

/**
 * Where arrays live and kernels run.
 *
 * @param kind a processor, or an NVIDIA graphics card
 * @param index which card, from 0; 0 for the processor
 */
public record Device(Kind kind, int index) {
    /** The kinds of device. */
    public enum Kind {
        /** The processor; present everywhere. */
        CPU,
        /** A graphics card through CUDA. */
        GPU
    }

    public Device {
        if (index < 0 || (kind == Kind.CPU && index != 0)) {
            throw new SondeException(
                    "There is no device " + kind + " " + index, "Name cpu, or a graphics card from cuda:0 on.");
        }
    }

    /** The processor. */
    public static Device cpu() {
        return new Device(Kind.CPU, 0);
    }

    /** A graphics card, from 0. */
    public static Device gpu(int index) {
        return new Device(Kind.GPU, index);
    }

    /**
     * A device by its PyTorch name: {@code cpu}, {@code cuda}, {@code cuda:1}; {@code gpu} is {@code cuda}.
     *
     * @throws SondeException for any other name
     */
    public static Device named(String name) {
        String plain = name.strip().toLowerCase(Locale.ROOT);
        if (plain.equals("cpu")) {
            return cpu();
        }
        if (plain.matches("(cuda|gpu)(:\\d{1,3})?")) {
            int colon = plain.indexOf(':');
            return gpu(colon < 0 ? 0 : Integer.parseInt(plain.substring(colon + 1)));
        }
        throw new SondeException("\"" + name + "\" is no device", "Write cpu, cuda, or cuda:1 for the second card.");
    }

    /** PyTorch's name, such as {@code cpu} or {@code cuda:0}. */
    @Override
    public String toString() {
        return kind == Kind.CPU ? "cpu" : "cuda:" + index;
    }

    ai.djl.Device djl() {
        return kind == Kind.CPU ? ai.djl.Device.cpu() : ai.djl.Device.gpu(index);
    }
}
