#include "actors/edge/auth/web_token.hpp"

#include "actors/edge/auth/sodium.hpp"

#include <nlohmann/json.hpp>
#include <optional>

namespace troupe::actors {

namespace {

using nlohmann::json;

static_assert(std::tuple_size_v<signing_key> == crypto_auth_hmacsha256_KEYBYTES);

constexpr int variant = sodium_base64_VARIANT_URLSAFE_NO_PADDING;
constexpr std::size_t token_bytes_max = 4'096;
constexpr std::string_view algorithm = "HS256";

std::string encode(std::string_view bytes) {
  std::string text(sodium_base64_encoded_len(bytes.size(), variant), '\0');
  sodium_bin2base64(text.data(), text.size(), reinterpret_cast<const unsigned char*>(bytes.data()),
                    bytes.size(), variant);
  text.pop_back(); // its terminator
  return text;
}

std::optional<std::string> decode(std::string_view text) {
  std::string bytes(text.size(), '\0');
  std::size_t length = 0;
  if (sodium_base642bin(reinterpret_cast<unsigned char*>(bytes.data()), bytes.size(), text.data(),
                        text.size(), nullptr, &length, nullptr, variant) != 0)
    return std::nullopt;
  bytes.resize(length);
  return bytes;
}

std::string signature_of(std::string_view text, const signing_key& key) {
  std::string signature(crypto_auth_hmacsha256_BYTES, '\0');
  crypto_auth_hmacsha256(reinterpret_cast<unsigned char*>(signature.data()),
                         reinterpret_cast<const unsigned char*>(text.data()), text.size(),
                         key.data());
  return signature;
}

// Compared as text: what decodes to the same bytes is another token to whoever remembers tokens.
bool is_signed(std::string_view text, std::string_view encoded, const signing_key& key) {
  const auto expected = encode(signature_of(text, key));
  return encoded.size() == expected.size() &&
         sodium_memcmp(encoded.data(), expected.data(), expected.size()) == 0;
}

std::string text_of(const json& object, const char* name) {
  const auto found = object.find(name);
  return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

std::int64_t number_of(const json& object, const char* name) {
  const auto found = object.find(name);
  return found != object.end() && found->is_number_integer() ? found->get<std::int64_t>() : 0;
}

std::optional<json> object_in(std::string_view encoded) {
  const auto text = decode(encoded);
  auto object = text ? json::parse(*text, nullptr, false) : json();
  if (!object.is_object())
    return std::nullopt;
  return object;
}

error invalid() {
  return {"invalid_token", "the token is not one of ours; log in again"};
}

} // namespace

std::string sign(const token_claims& claims, const signing_key& key) {
  start_sodium();
  const json header{{"alg", algorithm}, {"typ", "JWT"}};
  json body{{"sub", claims.subject},
                  {"role", to_text(claims.role)},
                  {"use", claims.use == token_use::access ? "access" : "refresh"},
                  {"sid", claims.session},
                  {"iat", claims.issued_s},
                  {"exp", claims.expires_s}};
  if (!claims.id.empty())
    body["jti"] = claims.id;
  if (!claims.password_mark.empty())
    body["pwm"] = claims.password_mark;
  const auto text = encode(header.dump()) + "." + encode(body.dump());
  return text + "." + encode(signature_of(text, key));
}

result<token_claims> verify(std::string_view token, const signing_key& key, std::int64_t now_s) {
  start_sodium();
  const auto first = token.find('.');
  const auto last = token.rfind('.');
  if (token.size() > token_bytes_max || first == std::string_view::npos || first == last ||
      !is_signed(token.substr(0, last), token.substr(last + 1), key))
    return invalid();
  const auto header = object_in(token.substr(0, first));
  const auto body = object_in(token.substr(first + 1, last - first - 1));
  if (!header || !body || text_of(*header, "alg") != algorithm)
    return invalid();
  const auto role = parse_user_role(text_of(*body, "role"));
  const auto use = text_of(*body, "use");
  if (!role || (use != "access" && use != "refresh"))
    return invalid();
  token_claims claims{text_of(*body, "sub"),
                      *role,
                      use == "access" ? token_use::access : token_use::refresh,
                      text_of(*body, "sid"),
                      number_of(*body, "iat"),
                      number_of(*body, "exp"),
                      text_of(*body, "jti"),
                      text_of(*body, "pwm")};
  if (claims.expires_s <= now_s)
    return error{"token_expired", "the token has expired; refresh it or log in again"};
  return claims;
}

} // namespace troupe::actors
