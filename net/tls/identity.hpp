// Who a TLS server is: a certificate, and the private key that belongs to it.
#pragma once

#include "trading/result.hpp"

#include <filesystem>
#include <string>

namespace troupe::net::tls {

// Both in PEM. The key is a secret: it is never printed.
struct identity {
  std::string certificate;
  std::string key;
};

// A fresh P-256 key, and a certificate for localhost, 127.0.0.1 and ::1 that it signed itself,
// good for two years. Error: `certificate_failed`.
result<identity> make_self_signed();

// The one that two files hold. Errors: `file_unreadable`; `invalid_certificate` for a key that is
// not the certificate's, and what is no certificate.
result<identity> load(const std::filesystem::path& certificate, const std::filesystem::path& key);

// Whether the certificate is good for another day, and the key is its key.
bool is_usable(const identity& who);

std::filesystem::path certificate_path(const std::filesystem::path& folder);

// The one in `folder` (certificate.pem and, readable by its owner only, key.pem), so that clients
// that trust it go on to; a fresh one where there is none, or none that is usable. Errors:
// `certificate_failed`, `io_error`.
result<identity> load_or_make(const std::filesystem::path& folder);

} // namespace troupe::net::tls
