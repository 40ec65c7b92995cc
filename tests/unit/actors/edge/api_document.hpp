// docs/openapi.yaml as the binary serves it, and what it says of an answer.
//
// Of JSON Schema it knows what the page uses: $ref, type, const, enum, pattern, required,
// properties, additionalProperties, items. An object may have no member that is not described,
// unless additionalProperties is true, or describes it. Anything else in a schema throws.
#pragma once

#include "actors/edge/documents.hpp"
#include "net/http/message.hpp"

#include <nlohmann/json.hpp>
#include <regex>
#include <set>
#include <stdexcept>
#include <string>
#include <string_view>

namespace troupe::actors {

class api_document {
public:
  using json = nlohmann::json;

  api_document() : whole_(json::parse(find_document("openapi.json")->plain)) {}

  const json& paths() const { return whole_["paths"]; }

  const json& resolve(const json& part) const {
    const auto found = part.find("$ref");
    return found == part.end() ? part
                               : whole_.at(json::json_pointer(found->get<std::string>().substr(1)));
  }

  // Null where the page does not describe it.
  const json* operation(const std::string& pattern, std::string method) const {
    for (auto& letter : method)
      letter = static_cast<char>(std::tolower(letter));
    const auto path = paths().find(pattern);
    if (path == paths().end() || !path->contains(method))
      return nullptr;
    return &path->at(method);
  }

  // Of the operation and of its path, resolved.
  std::vector<json> parameters(const std::string& pattern, const json& operation) const {
    std::vector<json> all;
    for (const auto* part : {&paths().at(pattern), &operation})
      if (part->contains("parameters"))
        for (const auto& each : part->at("parameters"))
          all.push_back(resolve(each));
    return all;
  }

  // Empty where the answer is as described, else what is not.
  std::string objection(const json& operation, const net::http::response& reply) const {
    const auto& statuses = operation.at("responses");
    const auto status = std::to_string(reply.status);
    if (!statuses.contains(status))
      return "status " + status + " is not described: " + reply.body;
    const auto& described = resolve(statuses.at(status));
    if (!described.contains("content"))
      return reply.body.empty() ? "" : "a body where none is described";
    const auto type = net::http::header_value(reply.headers, "Content-Type");
    const auto media = std::string(type.substr(0, type.find(';')));
    if (!described.at("content").contains(media))
      return "media type " + media + " is not described";
    if (media != "application/json")
      return {};
    const auto body = json::parse(reply.body, nullptr, false);
    return mismatch(described.at("content").at(media).at("schema"), body, "body");
  }

  std::string mismatch(const json& given, const json& value, const std::string& where) const {
    const auto& schema = resolve(given);
    refuse_unknown_words(schema);
    if (schema.contains("type") && !has_type(schema["type"], value))
      return where + " is not of type " + schema["type"].dump() + ": " + value.dump();
    if (schema.contains("const") && schema["const"] != value)
      return where + " is not " + schema["const"].dump() + ": " + value.dump();
    if (schema.contains("enum") &&
        std::find(schema["enum"].begin(), schema["enum"].end(), value) == schema["enum"].end())
      return where + " is none of " + schema["enum"].dump() + ": " + value.dump();
    if (schema.contains("pattern") && value.is_string() &&
        !std::regex_match(value.get<std::string>(), std::regex(schema["pattern"])))
      return where + " does not match " + schema["pattern"].dump() + ": " + value.dump();
    if (value.is_array() && schema.contains("items"))
      for (std::size_t index = 0; index < value.size(); ++index)
        if (auto wrong = mismatch(schema["items"], value[index],
                                  where + "[" + std::to_string(index) + "]");
            !wrong.empty())
          return wrong;
    return value.is_object() ? object_mismatch(schema, value, where) : std::string();
  }

private:
  std::string object_mismatch(const json& schema, const json& value,
                              const std::string& where) const {
    static const json none = json::object();
    const auto& known = schema.contains("properties") ? schema["properties"] : none;
    if (schema.contains("required"))
      for (const auto& name : schema["required"])
        if (!value.contains(name.get<std::string>()))
          return where + " lacks " + name.get<std::string>();
    const auto others = schema.value("additionalProperties", json(false));
    for (const auto& [name, member] : value.items()) {
      if (!known.contains(name)) {
        if (others == false)
          return where + "." + name + " is not described";
        if (others.is_object())
          if (auto wrong = mismatch(others, member, where + "." + name); !wrong.empty())
            return wrong;
        continue;
      }
      if (auto wrong = mismatch(known[name], member, where + "." + name); !wrong.empty())
        return wrong;
    }
    return {};
  }

  static bool has_type(const json& type, const json& value) {
    if (type.is_array())
      return std::any_of(type.begin(), type.end(),
                         [&](const json& each) { return has_type(each, value); });
    const auto name = type.get<std::string>();
    return (name == "object" && value.is_object()) || (name == "array" && value.is_array()) ||
           (name == "string" && value.is_string()) || (name == "boolean" && value.is_boolean()) ||
           (name == "null" && value.is_null()) || (name == "number" && value.is_number()) ||
           (name == "integer" && value.is_number_integer());
  }

  static void refuse_unknown_words(const json& schema) {
    static const std::set<std::string> known{
        "type",    "const",      "enum",    "pattern",  "required",    "properties",
        "items",   "format",     "minimum", "maximum",  "description", "default",
        "example", "maxLength", "additionalProperties"};
    for (const auto& [word, value] : schema.items())
      if (!known.contains(word))
        throw std::invalid_argument("a schema uses \"" + word + "\", which this test knows not");
  }

  json whole_;
};

} // namespace troupe::actors
