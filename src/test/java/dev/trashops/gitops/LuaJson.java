package dev.trashops.gitops;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** Takes JSON into Lua and back, as Argo CD does: an empty table is a list, and no table is both a list and a map. */
final class LuaJson {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private LuaJson() {}

    static LuaValue toLua(JsonNode value) {
        if (value.isBoolean()) {
            return LuaValue.valueOf(value.asBoolean());
        }
        if (value.isNumber()) {
            return LuaValue.valueOf(value.asDouble());
        }
        if (value.isTextual()) {
            return LuaValue.valueOf(value.asText());
        }
        if (!value.isContainerNode()) {
            return LuaValue.NIL;
        }
        LuaTable table = new LuaTable();
        int index = 1;
        for (JsonNode element : value.isArray() ? value : JSON.arrayNode()) {
            table.set(index++, toLua(element));
        }
        value.properties().forEach(field -> table.set(field.getKey(), toLua(field.getValue())));
        return table;
    }

    static JsonNode toJson(LuaValue value) {
        if (value.istable()) {
            return table(value.checktable());
        }
        if (value.isboolean()) {
            return JSON.booleanNode(value.toboolean());
        }
        if (value.type() == LuaValue.TNUMBER) {
            double number = value.todouble();
            return number == Math.rint(number) ? JSON.numberNode((long) number) : JSON.numberNode(number);
        }
        if (value.isstring()) {
            return JSON.textNode(value.tojstring());
        }
        if (value.isnil()) {
            return JSON.nullNode();
        }
        throw new LuaError("a " + value.typename() + " is no JSON");
    }

    private static JsonNode table(LuaTable table) {
        Varargs first = table.next(LuaValue.NIL);
        return first.arg1().isnil() || first.arg1().type() == LuaValue.TNUMBER ? list(table) : map(table);
    }

    private static ArrayNode list(LuaTable table) {
        ArrayNode list = JSON.arrayNode();
        int expected = 1;
        for (Varargs next = table.next(LuaValue.NIL); !next.arg1().isnil(); next = table.next(next.arg1())) {
            if (next.arg1().type() != LuaValue.TNUMBER || next.arg1().toint() != expected++) {
                throw new LuaError("a table is a list with gaps, or a list and a map at once");
            }
            list.add(toJson(next.arg(2)));
        }
        return list;
    }

    private static ObjectNode map(LuaTable table) {
        ObjectNode map = JSON.objectNode();
        for (Varargs next = table.next(LuaValue.NIL); !next.arg1().isnil(); next = table.next(next.arg1())) {
            if (next.arg1().type() != LuaValue.TSTRING) {
                throw new LuaError("a table is a list and a map at once");
            }
            map.set(next.arg1().tojstring(), toJson(next.arg(2)));
        }
        return map;
    }
}
