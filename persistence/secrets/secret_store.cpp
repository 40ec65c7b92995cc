#include "persistence/secrets/secret_store.hpp"

#include "persistence/private_file.hpp"

#include <array>
#include <optional>
#include <sodium.h>
#include <sstream>
#include <stdexcept>

namespace troupe::persistence {

namespace {

constexpr std::string_view first_word = "troupe-secrets-1";
constexpr int variant = sodium_base64_VARIANT_URLSAFE_NO_PADDING;

using sealing_key = std::array<unsigned char, crypto_aead_xchacha20poly1305_ietf_KEYBYTES>;

struct sealed_file {
  std::string salt;
  std::map<std::string, std::string> boxes; // nonce and sealed value, by name
};

const unsigned char* bytes_of(std::string_view text) {
  return reinterpret_cast<const unsigned char*>(text.data());
}
unsigned char* bytes_of(std::string& text) {
  return reinterpret_cast<unsigned char*>(text.data());
}

void start_sodium() {
  if (sodium_init() < 0)
    throw std::runtime_error("libsodium cannot start");
}

std::string encode(std::string_view bytes) {
  std::string text(sodium_base64_encoded_len(bytes.size(), variant), '\0');
  sodium_bin2base64(text.data(), text.size(), bytes_of(bytes), bytes.size(), variant);
  text.pop_back(); // its terminator
  return text;
}

std::optional<std::string> decode(std::string_view text) {
  std::string bytes(text.size(), '\0');
  std::size_t length = 0;
  if (sodium_base642bin(bytes_of(bytes), bytes.size(), text.data(), text.size(), nullptr, &length,
                        nullptr, variant) != 0)
    return std::nullopt;
  bytes.resize(length);
  return bytes;
}

std::string random_bytes(std::size_t count) {
  std::string made(count, '\0');
  randombytes_buf(made.data(), made.size());
  return made;
}

result<sealed_file> read_file(const std::filesystem::path& path) {
  const auto text = read_private_file(path);
  if (!text && text.failure().code == "file_not_found")
    return sealed_file{random_bytes(crypto_pwhash_SALTBYTES), {}};
  if (!text)
    return text.failure();
  std::istringstream words(*text);
  std::string word, salt, name, box;
  words >> word >> salt;
  const auto decoded_salt = decode(salt);
  const error broken{"invalid_secrets_file",
                     path.string() + " is no file of sealed secrets; restore a copy, or remove it "
                                     "and set them anew"};
  if (word != first_word || !decoded_salt || decoded_salt->size() != crypto_pwhash_SALTBYTES)
    return broken;
  sealed_file file{*decoded_salt, {}};
  while (words >> name >> box) {
    auto bytes = decode(box);
    if (!bytes || bytes->size() < crypto_aead_xchacha20poly1305_ietf_NPUBBYTES +
                                      crypto_aead_xchacha20poly1305_ietf_ABYTES)
      return broken;
    file.boxes[name] = std::move(*bytes);
  }
  return file;
}

result<void> write_file(const std::filesystem::path& path, const sealed_file& file) {
  auto text = std::string(first_word) + " " + encode(file.salt) + "\n";
  for (const auto& [name, box] : file.boxes)
    text += name + " " + encode(box) + "\n";
  return write_private_file(path, text);
}

result<sealing_key> key_of(std::string_view master_key, const std::string& salt) {
  if (master_key.size() < secret_store::master_key_bytes_min)
    return error{"weak_master_key",
                 "TROUPE_MASTER_KEY must have at least " +
                     std::to_string(secret_store::master_key_bytes_min) + " bytes"};
  sealing_key key{};
  if (crypto_pwhash(key.data(), key.size(), master_key.data(), master_key.size(),
                    bytes_of(std::string_view(salt)), crypto_pwhash_OPSLIMIT_INTERACTIVE,
                    crypto_pwhash_MEMLIMIT_INTERACTIVE, crypto_pwhash_ALG_ARGON2ID13) != 0)
    throw std::runtime_error("there is no memory to derive a key");
  return key;
}

std::string seal(std::string_view name, std::string_view value, const sealing_key& key) {
  const auto nonce = random_bytes(crypto_aead_xchacha20poly1305_ietf_NPUBBYTES);
  std::string box(value.size() + crypto_aead_xchacha20poly1305_ietf_ABYTES, '\0');
  crypto_aead_xchacha20poly1305_ietf_encrypt(bytes_of(box), nullptr, bytes_of(value), value.size(),
                                             bytes_of(name), name.size(), nullptr,
                                             bytes_of(std::string_view(nonce)), key.data());
  return nonce + box;
}

std::optional<std::string> unseal(std::string_view name, std::string_view sealed,
                                  const sealing_key& key) {
  const auto nonce = sealed.substr(0, crypto_aead_xchacha20poly1305_ietf_NPUBBYTES);
  const auto box = sealed.substr(nonce.size());
  std::string value(box.size() - crypto_aead_xchacha20poly1305_ietf_ABYTES, '\0');
  if (crypto_aead_xchacha20poly1305_ietf_decrypt(
          bytes_of(value), nullptr, nullptr, bytes_of(box), box.size(), bytes_of(name),
          name.size(), bytes_of(nonce), key.data()) != 0)
    return std::nullopt;
  return value;
}

result<std::map<std::string, std::string>> unseal_all(const sealed_file& file,
                                                      const sealing_key& key,
                                                      const std::filesystem::path& path) {
  std::map<std::string, std::string> values;
  for (const auto& [name, box] : file.boxes) {
    auto value = unseal(name, box, key);
    if (!value)
      return error{"wrong_master_key", "TROUPE_MASTER_KEY does not open " + name + " in " +
                                           path.string() + "; give the key that sealed it"};
    values[name] = std::move(*value);
  }
  return values;
}

} // namespace

result<std::vector<std::string>> secret_store::names() const {
  start_sodium();
  const auto file = read_file(path_);
  if (!file)
    return file.failure();
  std::vector<std::string> found;
  for (const auto& [name, box] : file->boxes)
    found.push_back(name);
  return found;
}

result<std::map<std::string, std::string>> secret_store::open(std::string_view master_key) const {
  start_sodium();
  const auto file = read_file(path_);
  if (!file)
    return file.failure();
  const auto key = key_of(master_key, file->salt);
  if (!key)
    return key.failure();
  return unseal_all(*file, *key, path_);
}

result<void> secret_store::set(std::string_view name, std::string_view value,
                               std::string_view master_key) const {
  start_sodium();
  auto file = read_file(path_);
  if (!file)
    return file.failure();
  const auto key = key_of(master_key, file->salt);
  if (!key)
    return key.failure();
  // One key for all: a second one would lock the others in.
  if (const auto opened = unseal_all(*file, *key, path_); !opened)
    return opened.failure();
  file->boxes[std::string(name)] = seal(name, value, *key);
  return write_file(path_, *file);
}

result<void> secret_store::remove(std::string_view name) const {
  start_sodium();
  auto file = read_file(path_);
  if (!file)
    return file.failure();
  if (file->boxes.erase(std::string(name)) == 0)
    return error{"no_such_secret", "there is no secret " + std::string(name) + " in " +
                                       path_.string()};
  return write_file(path_, *file);
}

} // namespace troupe::persistence
