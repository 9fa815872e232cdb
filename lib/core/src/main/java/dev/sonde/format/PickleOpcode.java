package dev.sonde.format;

import java.math.BigInteger;
import java.util.function.Consumer;

/**
 * The opcodes of pickle protocols 0 to 5, in the order and with the names of Python's {@code pickletools}, and what each
 * does to the machine.
 */
enum PickleOpcode {
    // Numbers, None and truth values
    INT('I', machine -> machine.push(machine.integerOrBoolean(machine.source().line()))),
    BININT('J', machine -> machine.push((long) machine.source().i4())),
    BININT1('K', machine -> machine.push((long) machine.source().u1())),
    BININT2('M', machine -> machine.push((long) machine.source().u2())),
    LONG('L', machine -> machine.push(machine.decimalLong(machine.source().line()))),
    LONG1(0x8a, machine -> machine.push(machine.binaryLong(machine.source().u1()))),
    LONG4(0x8b, machine -> machine.push(machine.binaryLong(machine.source().u4()))),
    FLOAT('F', machine -> machine.push(PickleText.floating(machine.source().line()))),
    BINFLOAT('G', machine -> machine.push(machine.source().f8())),
    NONE('N', machine -> machine.push(PickleNone.NONE)),
    NEWTRUE(0x88, machine -> machine.push(true)),
    NEWFALSE(0x89, machine -> machine.push(false)),

    // Texts and bytes
    STRING('S', machine -> machine.push(PickleText.literal(machine.source().line()))),
    BINSTRING(
            'T',
            machine -> machine.push(
                    PickleText.python2(machine.bytes(machine.source().u4())))),
    SHORT_BINSTRING(
            'U',
            machine -> machine.push(
                    PickleText.python2(machine.bytes(machine.source().u1())))),
    BINBYTES('B', machine -> machine.push(machine.bytes(machine.source().u4()))),
    SHORT_BINBYTES('C', machine -> machine.push(machine.bytes(machine.source().u1()))),
    BINBYTES8(0x8e, machine -> machine.push(machine.bytes(machine.source().u8()))),
    BYTEARRAY8(0x96, machine -> machine.push(machine.bytes(machine.source().u8()))),
    UNICODE(
            'V',
            machine -> machine.push(PickleText.rawUnicodeEscape(machine.source().line()))),
    SHORT_BINUNICODE(
            0x8c,
            machine ->
                    machine.push(PickleText.utf8(machine.bytes(machine.source().u1())))),
    BINUNICODE(
            'X',
            machine ->
                    machine.push(PickleText.utf8(machine.bytes(machine.source().u4())))),
    BINUNICODE8(
            0x8d,
            machine ->
                    machine.push(PickleText.utf8(machine.bytes(machine.source().u8())))),
    NEXT_BUFFER(0x97, machine -> machine.refuseBuffer()),
    READONLY_BUFFER(0x98, machine -> machine.refuseBuffer()),

    // Containers
    EMPTY_LIST(']', machine -> machine.pushList(0)),
    APPEND('a', machine -> machine.append(1)),
    APPENDS('e', machine -> machine.append(machine.takeMark())),
    LIST('l', machine -> machine.pushList(machine.takeMark())),
    EMPTY_TUPLE(')', machine -> machine.pushTuple(0)),
    TUPLE('t', machine -> machine.pushTuple(machine.takeMark())),
    TUPLE1(0x85, machine -> machine.pushTuple(1)),
    TUPLE2(0x86, machine -> machine.pushTuple(2)),
    TUPLE3(0x87, machine -> machine.pushTuple(3)),
    EMPTY_DICT('}', machine -> machine.pushDictionary(0)),
    DICT('d', machine -> machine.pushDictionary(machine.takeMark())),
    SETITEM('s', machine -> machine.setItems(2)),
    SETITEMS('u', machine -> machine.setItems(machine.takeMark())),
    EMPTY_SET(0x8f, machine -> machine.pushSet(0)),
    ADDITEMS(0x90, machine -> machine.addItems(machine.takeMark())),
    FROZENSET(0x91, machine -> machine.pushSet(machine.takeMark())),

    // The stack
    POP('0', machine -> machine.popAny()),
    DUP('2', machine -> machine.duplicate()),
    MARK('(', machine -> machine.mark()),
    POP_MARK('1', machine -> machine.take(machine.takeMark())),

    // The memo
    GET('g', machine -> machine.recall(machine.memoIndex(machine.source().line()))),
    BINGET('h', machine -> machine.recall(machine.source().u1())),
    LONG_BINGET('j', machine -> machine.recall(machine.source().u4())),
    PUT('p', machine -> machine.memoise(machine.memoIndex(machine.source().line()))),
    BINPUT('q', machine -> machine.memoise(machine.source().u1())),
    LONG_BINPUT('r', machine -> machine.memoise(machine.source().u4())),
    MEMOIZE(0x94, machine -> machine.memoise(machine.memoSize())),

    // Names and calls, which the globals allow or not
    EXT1(0x82, machine -> machine.calls().refuseExtension(machine.source().u1())),
    EXT2(0x83, machine -> machine.calls().refuseExtension(machine.source().u2())),
    EXT4(0x84, machine -> machine.calls().refuseExtension(machine.source().i4())),
    GLOBAL('c', machine -> machine.calls().global()),
    STACK_GLOBAL(0x93, machine -> machine.calls().stackGlobal()),
    REDUCE('R', machine -> machine.calls().reduce()),
    BUILD('b', machine -> machine.calls().build()),
    INST('i', machine -> machine.calls().inst()),
    OBJ('o', machine -> machine.calls().obj()),
    NEWOBJ(0x81, machine -> machine.calls().reduce()),
    NEWOBJ_EX(0x92, machine -> machine.calls().newObjEx()),
    PERSID('P', machine -> machine.calls().persistent(machine.source().line())),
    BINPERSID('Q', machine -> machine.calls().persistent(machine.pop())),

    // The file
    PROTO(0x80, machine -> machine.protocol(machine.source().u1())),
    STOP('.', machine -> machine.stop()),
    FRAME(0x95, machine -> machine.source().check(machine.source().u8()));

    /** More bits than the limit of decimals allows; no data set and no checkpoint has such a number. */
    static final int MAX_INTEGER_BYTES =
            BigInteger.TEN.pow(PickleText.MAX_DIGITS).bitLength() / Byte.SIZE;

    private static final PickleOpcode[] BY_CODE = byCode();

    private final int code;
    private final Consumer<PickleMachine> action;

    PickleOpcode(int code, Consumer<PickleMachine> action) {
        this.code = code;
        this.action = action;
    }

    /** The opcode of a byte, or null. */
    static PickleOpcode of(int code) {
        return BY_CODE[code];
    }

    /** The byte that stands for it. */
    int code() {
        return code;
    }

    /** Does what the opcode says. */
    void run(PickleMachine machine) {
        action.accept(machine);
    }

    private static PickleOpcode[] byCode() {
        PickleOpcode[] table = new PickleOpcode[256];
        for (PickleOpcode opcode : values()) {
            table[opcode.code] = opcode;
        }
        return table;
    }
}
