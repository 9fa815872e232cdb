package dev.sonde.torch;

import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.JniUtils;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A TorchScript module without parameters, written as PyTorch's {@code torch.jit.save} would write it. */
final class TorchScriptModule {
    /** Version of the operators' signatures: the newest that PyTorch 2.7 reads. */
    private static final String OPERATORS = "10\n";

    private static final String CLASS = """
            class M(Module):
              __parameters__ = []
              __buffers__ = []
              training : bool
            """;

    private TorchScriptModule() {}

    /** Compiles methods, given as TorchScript text that starts in the first column. */
    static PtSymbolBlock load(PtNDManager manager, String methods) {
        try {
            byte[] zip = zip(CLASS + methods.indent(2));
            return JniUtils.loadModule(manager, new ByteArrayInputStream(zip), false, false);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] zip(String code) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            put(zip, "m/data.pkl", object());
            put(zip, "m/code/__torch__.py", code.getBytes(StandardCharsets.UTF_8));
            put(zip, "m/constants.pkl", emptyTuple());
            put(zip, "m/version", OPERATORS.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    /** The pickle of an instance of the class: protocol 2, class, no arguments, and the state {"training": true}. */
    private static byte[] object() throws IOException {
        ByteArrayOutputStream pickle = new ByteArrayOutputStream();
        pickle.write(new byte[] {(byte) 0x80, 2});
        pickle.write("c__torch__\nM\n)".getBytes(StandardCharsets.US_ASCII));
        pickle.write(new byte[] {(byte) 0x81, '}', '('});
        byte[] key = "training".getBytes(StandardCharsets.US_ASCII);
        pickle.write(new byte[] {'X', (byte) key.length, 0, 0, 0});
        pickle.write(key);
        pickle.write(new byte[] {(byte) 0x88, 'u', 'b', '.'});
        return pickle.toByteArray();
    }

    private static byte[] emptyTuple() {
        return new byte[] {(byte) 0x80, 2, ')', '.'};
    }

    // PyTorch's zip reader takes uncompressed entries only.
    private static void put(ZipOutputStream zip, String name, byte[] content) throws IOException {
        CRC32 crc = new CRC32();
        crc.update(content);
        ZipEntry entry = new ZipEntry(name);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(content.length);
        entry.setCrc(crc.getValue());
        zip.putNextEntry(entry);
        zip.write(content);
    }
}
