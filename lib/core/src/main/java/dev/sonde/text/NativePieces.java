package dev.sonde.text;

import ai.djl.engine.EngineException;
import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import ai.djl.huggingface.tokenizers.jni.LibUtils;
import ai.djl.sentencepiece.SpTokenizer;
import dev.sonde.display.SondeException;
import dev.sonde.format.DjlSetup;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;

/** A tokenizer in native code. Many threads may use it; it is freed when none does. */
final class NativePieces implements AutoCloseable {
    /** DJL truncates to 512 tokens and pads unless told not to. */
    private static final Map<String, String> AS_IT_IS =
            Map.of("addSpecialTokens", "false", "truncation", "do_not_truncate", "padding", "do_not_pad");

    private final ReadWriteLock lock = new ReentrantReadWriteLock();
    private final Function<String, int[]> encode;
    private final Runnable free;
    private boolean closed; // guarded by lock: freed memory must never be used, that ends the JVM

    private NativePieces(Function<String, int[]> encode, Runnable free) {
        this.encode = encode;
        this.free = free;
    }

    /** The Rust code of Hugging Face. */
    static NativePieces ofJson(String place, byte[] json) {
        DjlSetup.apply();
        try {
            LibUtils.checkStatus();
        } catch (RuntimeException | LinkageError e) {
            throw noNativeCode("Hugging Face tokenizers", e);
        }
        try {
            HuggingFaceTokenizer tokenizer = HuggingFaceTokenizer.newInstance(new ByteArrayInputStream(json), AS_IT_IS);
            return new NativePieces(text -> ids(tokenizer, text), tokenizer::close);
        } catch (IOException e) {
            throw new UncheckedIOException("reading from memory", e);
        } catch (RuntimeException e) {
            throw refused(place, e);
        }
    }

    /** The C++ code of SentencePiece. */
    static NativePieces ofModel(String place, byte[] model, Vocabulary vocabulary, int unknown) {
        DjlSetup.apply();
        try {
            SpTokenizer tokenizer = new SpTokenizer(model);
            return new NativePieces(text -> ids(tokenizer, text, vocabulary, unknown), tokenizer::close);
        } catch (EngineException e) {
            throw refused(place, e);
        } catch (RuntimeException | LinkageError e) {
            throw noNativeCode("SentencePiece", e);
        }
    }

    /** The ids of a text without special tokens. */
    int[] ids(String text) {
        lock.readLock().lock();
        try {
            if (closed) {
                throw new SondeException(
                        "The tokenizer is closed", "Encode inside its try block, or read the tokenizer again.");
            }
            return encode.apply(text);
        } finally {
            lock.readLock().unlock();
        }
    }

    @Override
    public void close() {
        lock.writeLock().lock();
        try {
            if (!closed) {
                closed = true;
                free.run();
            }
        } finally {
            lock.writeLock().unlock();
        }
    }

    private static int[] ids(HuggingFaceTokenizer tokenizer, String text) {
        return Arrays.stream(tokenizer.encode(text, false, false).getIds())
                .mapToInt(Math::toIntExact)
                .toArray();
    }

    private static int[] ids(SpTokenizer tokenizer, String text, Vocabulary vocabulary, int unknown) {
        return tokenizer.tokenize(text).stream()
                .mapToInt(piece -> vocabulary.id(piece).orElse(unknown))
                .toArray();
    }

    private static SondeException refused(String place, RuntimeException cause) {
        return new SondeException(
                place + " is no tokenizer that can be used: " + Shown.text(String.valueOf(cause.getMessage())),
                "Fetch the file again: it may be damaged or cut off.",
                cause);
    }

    private static SondeException noNativeCode(String name, Throwable cause) {
        return new SondeException(
                "The native library of " + name + " does not load on this machine: " + cause,
                "It is unpacked to " + DjlSetup.cache() + ", which must be a folder that can be written and run from "
                        + "(set SONDE_HOME or DJL_CACHE_DIR to another one). It exists for Linux x86-64 and aarch64, macOS "
                        + "aarch64 and, for tokenizer.json only, Windows x86-64. BertTokenizer needs no native library.",
                cause);
    }
}
