#include "net/tls/identity.hpp"

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/x509v3.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <fstream>
#include <iterator>
#include <memory>
#include <sys/stat.h>
#include <unistd.h>

namespace troupe::net::tls {

namespace {

constexpr long one_day_s = 86'400;
constexpr long lifetime_s = 730 * one_day_s;
constexpr long clock_slack_s = one_day_s; // clients whose clock is behind

template <auto release>
struct released {
  template <class T>
  void operator()(T* owned) const {
    release(owned);
  }
};
using key_pointer = std::unique_ptr<EVP_PKEY, released<EVP_PKEY_free>>;
using certificate_pointer = std::unique_ptr<X509, released<X509_free>>;
using memory_pointer = std::unique_ptr<BIO, released<BIO_vfree>>;

error cannot_make(const std::string& what) {
  return {"certificate_failed", "cannot make a certificate: " + what};
}

bool add_extension(X509* certificate, int kind, const char* value) {
  X509V3_CTX context;
  X509V3_set_ctx_nodb(&context);
  X509V3_set_ctx(&context, certificate, certificate, nullptr, nullptr, 0);
  const std::unique_ptr<X509_EXTENSION, released<X509_EXTENSION_free>> made(
      X509V3_EXT_conf_nid(nullptr, &context, kind, value));
  return made && X509_add_ext(certificate, made.get(), -1) == 1;
}

// Browsers and libraries refuse a second certificate of the same issuer and number.
bool number_by_chance(X509* certificate) {
  std::array<unsigned char, 16> bytes{};
  if (RAND_bytes(bytes.data(), bytes.size()) != 1)
    return false;
  bytes[0] &= 0x7f;
  const std::unique_ptr<BIGNUM, released<BN_free>> number(
      BN_bin2bn(bytes.data(), bytes.size(), nullptr));
  return number && BN_to_ASN1_INTEGER(number.get(), X509_get_serialNumber(certificate)) != nullptr;
}

bool describe(X509* certificate, EVP_PKEY* key) {
  auto* const name = X509_get_subject_name(certificate);
  const auto* const common_name = reinterpret_cast<const unsigned char*>("troupe simulated venue");
  return X509_set_version(certificate, 2) == 1 && number_by_chance(certificate) &&
         X509_gmtime_adj(X509_getm_notBefore(certificate), -clock_slack_s) != nullptr &&
         X509_gmtime_adj(X509_getm_notAfter(certificate), lifetime_s) != nullptr &&
         X509_set_pubkey(certificate, key) == 1 &&
         X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_ASC, common_name, -1, -1, 0) == 1 &&
         X509_set_issuer_name(certificate, name) == 1 &&
         add_extension(certificate, NID_subject_alt_name, "DNS:localhost,IP:127.0.0.1,IP:::1") &&
         add_extension(certificate, NID_basic_constraints, "critical,CA:FALSE") &&
         add_extension(certificate, NID_key_usage, "critical,digitalSignature") &&
         add_extension(certificate, NID_ext_key_usage, "serverAuth") &&
         add_extension(certificate, NID_subject_key_identifier, "hash") &&
         X509_sign(certificate, key, EVP_sha256()) > 0;
}

template <class Write>
std::string to_pem(Write write) {
  const memory_pointer memory(BIO_new(BIO_s_mem()));
  if (!memory || write(memory.get()) != 1)
    return {};
  char* text = nullptr;
  const long length = BIO_get_mem_data(memory.get(), &text);
  return {text, static_cast<std::size_t>(length)};
}

memory_pointer reading(const std::string& pem) {
  return memory_pointer(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())));
}

std::string content_of(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

// Under its name whole or not at all, and never readable by others meanwhile.
result<void> write_file(const std::filesystem::path& path, const std::string& text, mode_t mode) {
  const auto cannot = [&] {
    return error{"io_error", "cannot write " + path.string() + ": " + std::strerror(errno)};
  };
  const auto draft = path.string() + ".new";
  ::unlink(draft.c_str());
  const int file = ::open(draft.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode);
  if (file < 0)
    return cannot();
  const bool written =
      ::write(file, text.data(), text.size()) == static_cast<ssize_t>(text.size()) &&
      ::fsync(file) == 0;
  ::close(file);
  if (!written || ::rename(draft.c_str(), path.c_str()) != 0)
    return cannot();
  return {};
}

bool is_pair(const identity& who) {
  const auto certificate_text = reading(who.certificate);
  const auto key_text = reading(who.key);
  if (!certificate_text || !key_text)
    return false;
  const certificate_pointer certificate(
      PEM_read_bio_X509(certificate_text.get(), nullptr, nullptr, nullptr));
  const key_pointer key(PEM_read_bio_PrivateKey(key_text.get(), nullptr, nullptr, nullptr));
  return certificate && key && X509_check_private_key(certificate.get(), key.get()) == 1;
}

std::filesystem::path key_path(const std::filesystem::path& folder) {
  return folder / "key.pem";
}

} // namespace

result<identity> make_self_signed() {
  const key_pointer key(EVP_EC_gen("P-256"));
  const certificate_pointer certificate(X509_new());
  if (!key || !certificate || !describe(certificate.get(), key.get()))
    return cannot_make("OpenSSL refused");
  identity made{to_pem([&](BIO* out) { return PEM_write_bio_X509(out, certificate.get()); }),
                to_pem([&](BIO* out) {
                  return PEM_write_bio_PrivateKey(out, key.get(), nullptr, nullptr, 0, nullptr,
                                                  nullptr);
                })};
  return made.certificate.empty() || made.key.empty() ? result<identity>(cannot_make("no memory"))
                                                      : result<identity>(std::move(made));
}

result<identity> load(const std::filesystem::path& certificate, const std::filesystem::path& key) {
  const identity found{content_of(certificate), content_of(key)};
  for (const auto& [path, text] :
       {std::pair(certificate, found.certificate), std::pair(key, found.key)})
    if (text.empty())
      return error{"file_unreadable", "cannot read " + path.string()};
  if (!is_pair(found))
    return error{"invalid_certificate", certificate.string() + " and " + key.string() +
                                            " are no certificate and its key in PEM"};
  return found;
}

bool is_usable(const identity& who) {
  const auto text = reading(who.certificate);
  if (!text || !is_pair(who))
    return false;
  const certificate_pointer certificate(
      PEM_read_bio_X509(text.get(), nullptr, nullptr, nullptr));
  const std::unique_ptr<ASN1_TIME, released<ASN1_STRING_free>> tomorrow(
      X509_gmtime_adj(nullptr, one_day_s));
  return tomorrow && ASN1_TIME_compare(X509_get0_notAfter(certificate.get()), tomorrow.get()) > 0;
}

std::filesystem::path certificate_path(const std::filesystem::path& folder) {
  return folder / "certificate.pem";
}

result<identity> load_or_make(const std::filesystem::path& folder) {
  identity kept{content_of(certificate_path(folder)), content_of(key_path(folder))};
  if (is_usable(kept))
    return kept;
  std::error_code refused;
  std::filesystem::create_directories(folder, refused);
  if (refused)
    return error{"io_error", "cannot create " + folder.string() + ": " + refused.message()};
  auto made = make_self_signed();
  if (!made)
    return made;
  if (auto written = write_file(key_path(folder), made->key, S_IRUSR | S_IWUSR); !written)
    return written.failure();
  if (auto written = write_file(certificate_path(folder), made->certificate, 0644); !written)
    return written.failure();
  return made;
}

} // namespace troupe::net::tls
