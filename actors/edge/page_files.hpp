// The files of the web page, put into the binary when it was built (cmake/web_page.cmake), each
// plain, with gzip and with brotli. They live as long as the process. Empty where the build had no
// npm; the edge then serves its one plain page.
#pragma once

#include <map>
#include <string_view>

namespace troupe::actors {

struct page_file {
  std::string_view media_type;
  std::string_view tag; // of its content
  std::string_view plain;
  std::string_view gzip; // empty where packing it does not pay
  std::string_view brotli;
};

class page_files {
public:
  // `index` begins with the script sources that the pages need besides 'self', one line. Each other
  // line is a file: path, media type, tag, and the lengths of its three forms, which follow each
  // other in `content`; separated by tabs. What is not so ends the reading.
  page_files(std::string_view index, std::string_view content);

  // By the path of a request: "/", "/trade/", "/_next/static/…". Null where there is none.
  const page_file* find(std::string_view path) const;
  bool empty() const { return files_.empty(); }
  std::string_view script_sources() const { return script_sources_; }

private:
  std::map<std::string_view, page_file> files_;
  std::string_view script_sources_;
};

// Those of this binary.
const page_files& built_page();

} // namespace troupe::actors
