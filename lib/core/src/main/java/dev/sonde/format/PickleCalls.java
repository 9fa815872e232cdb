package dev.sonde.format;

import dev.sonde.display.SondeException;
import java.util.List;
import java.util.Optional;

/** The opcodes by which a pickle names and calls code; what the globals do not allow is refused. */
final class PickleCalls {
    private static final String ADVICE =
            "Nothing was run. Do not open this file with Python unless you trust who wrote "
                    + "it. A data file needs no code: write it again as lists, dictionaries, texts and numbers.";

    private final PickleMachine machine;
    private final PickleGlobals globals;
    private final PickleCopies copies;

    PickleCalls(PickleMachine machine, PickleGlobals globals) {
        this.machine = machine;
        this.globals = globals;
        this.copies = new PickleCopies(machine.source());
    }

    /** The immutable form of a value, checked; see {@link PickleCopies}. */
    Object copy(Object value) {
        return copies.copy(value);
    }

    void global() {
        String module = machine.source().line();
        name(new PickleGlobal(module, machine.source().line()));
    }

    void stackGlobal() {
        Object name = machine.pop();
        Object module = machine.pop();
        if (!(name instanceof String && module instanceof String)) {
            throw new IllegalArgumentException("expected a module and a name as texts, found " + PickleText.kind(module)
                    + " and " + PickleText.kind(name));
        }
        name(new PickleGlobal((String) module, (String) name));
    }

    /** REDUCE and NEWOBJ: a callee and a tuple of arguments. */
    void reduce() {
        Object arguments = machine.pop();
        Object callee = machine.pop();
        if (!(arguments instanceof PickleTuple tuple)) {
            throw new IllegalArgumentException("expected a tuple of arguments, found " + PickleText.kind(arguments));
        }
        call(callee, tuple.elements());
    }

    void inst() {
        String module = machine.source().line();
        PickleGlobal callee = allowed(new PickleGlobal(module, machine.source().line()));
        call(callee, machine.take(machine.takeMark()));
    }

    void obj() {
        List<Object> calleeAndArguments = machine.take(machine.takeMark());
        if (calleeAndArguments.isEmpty()) {
            throw new IllegalArgumentException("names no class");
        }
        call(calleeAndArguments.get(0), calleeAndArguments.subList(1, calleeAndArguments.size()));
    }

    void newObjEx() {
        machine.pop();
        machine.pop();
        throw refused("would call " + PickleText.kind(machine.pop()) + " with named arguments");
    }

    void build() {
        Object state = machine.pop();
        Object instance = machine.pop();
        Optional<Object> built = globals.build(instance, copy(state));
        machine.push(built.orElseThrow(() ->
                refused("would set the state of " + PickleText.kind(instance) + " and could call its __setstate__")));
    }

    void persistent(Object id) {
        Optional<Object> found = globals.persistent(copy(id));
        machine.push(found.orElseThrow(() -> refused("asks for an object outside the pickle"
                + (id instanceof String text ? ", " + PickleText.shown(text) : ""))));
    }

    void refuseExtension(int code) {
        throw refused("would call the registered extension " + Integer.toUnsignedString(code));
    }

    private void name(PickleGlobal global) {
        machine.push(allowed(global));
    }

    private PickleGlobal allowed(PickleGlobal global) {
        if (!globals.mayName(global)) {
            throw refused("would call " + PickleText.shown(global.toString()));
        }
        return global;
    }

    private void call(Object callee, List<Object> arguments) {
        if (!(callee instanceof PickleGlobal global)) {
            throw refused("would call " + PickleText.kind(callee));
        }
        @SuppressWarnings("unchecked")
        List<Object> copied = (List<Object>) copy(new PickleTuple(arguments));
        machine.push(construct(global, copied).orElseThrow(() -> refused("would call " + PickleText.kind(global))));
    }

    private Optional<Object> construct(PickleGlobal callee, List<Object> arguments) {
        try {
            return globals.construct(callee, arguments);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "calls " + PickleText.shown(callee.toString()) + ": " + e.getMessage(), e);
        }
    }

    private SondeException refused(String problem) {
        return machine.source().refused(problem, ADVICE);
    }
}
