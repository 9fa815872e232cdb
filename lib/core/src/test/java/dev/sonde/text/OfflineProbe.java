package dev.sonde.text;

import ai.djl.util.Utils;
import java.net.URL;
import java.nio.file.Path;
import java.util.Set;

/** Started in a Java of its own: uses both native tokenizers and tells each address that was asked for. */
final class OfflineProbe {
    private OfflineProbe() {}

    public static void main(String[] args) {
        URL.setURLStreamHandlerFactory(protocol -> {
            if (Set.of("http", "https", "ftp").contains(protocol)) {
                System.out.println("network: " + protocol);
            }
            return null;
        });
        for (String file : new String[] {"tokenizer.json", "tokenizer.model"}) {
            try (LlamaTokenizer tokenizer = LlamaTokenizer.read(Path.of(args[0], file))) {
                System.out.println(file + ": " + tokenizer.encode("").ids());
            } catch (RuntimeException e) {
                System.out.println(e);
            }
        }
        System.out.println("flavor: " + System.getProperty("RUST_FLAVOR"));
        System.out.println("tracking off: " + System.getProperty("OPT_OUT_TRACKING"));
        System.out.println("offline: " + Utils.isOfflineMode());
    }
}
