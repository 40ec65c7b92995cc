# Puts a folder's numbered migrations (NNNN_name.sql) into a target, as the list that
# persistence/read_side/migration.hpp declares.
#   troupe_migrations(<target> <folder> <database>)
function(troupe_migrations target folder database)
  file(GLOB files CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/${folder}/*.sql)
  list(SORT files)
  set(entries "")
  foreach(file IN LISTS files)
    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${file})
    get_filename_component(name ${file} NAME_WE)
    string(SUBSTRING ${name} 0 4 number)
    string(REGEX REPLACE "^0+" "" number ${number})
    file(READ ${file} text)
    string(APPEND entries "    {${number}, \"${name}\", R\"sql(${text})sql\"},\n")
  endforeach()
  set(made ${CMAKE_BINARY_DIR}/migrations/${database}.cpp)
  file(CONFIGURE OUTPUT ${made} @ONLY CONTENT
"#include \"persistence/read_side/migration.hpp\"

#include <array>

namespace troupe::persistence::${database} {

std::span<const read_side::migration> migrations() {
  static constexpr auto all = std::to_array<read_side::migration>({
${entries}  });
  return all;
}

} // namespace troupe::persistence::${database}
")
  target_sources(${target} PRIVATE ${made})
endfunction()
