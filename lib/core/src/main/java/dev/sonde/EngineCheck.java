package dev.sonde;

import dev.sonde.display.SondeException;
import dev.sonde.model.ModelFolder;
import dev.sonde.torch.EngineInfo;

/** Says on the command line what computes tensors and which checkpoints there are: {@code name|found}, line by line. */
final class EngineCheck {
    private EngineCheck() {}

    /** Prints the lines. */
    public static void main(String[] arguments) {
        System.out.println("PyTorch|" + engine());
        ModelFolder models = ModelFolder.here();
        if (models.folder().isPresent()) {
            ModelFolder.ALL.forEach(model ->
                    System.out.println("|" + model + ": " + models.found(model).text()));
        }
    }

    private static String engine() {
        try {
            return EngineInfo.here().toString();
        } catch (SondeException e) {
            return e.getMessage();
        }
    }
}
