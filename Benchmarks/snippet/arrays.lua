local queue, numbers = {}, {}
for i = 1, 100000 do queue[i] = "case " .. i end
for i = 1, 100000 do numbers[i] = i % 100 end
local sum = 0
for round = 1, 5 do
  for _, number in ipairs(numbers) do sum = sum + number end
end
for _, entry in ipairs(queue) do
  if entry:find("99", 1, true) then sum = sum + 1 end
end
for i = 1, 100000 do sum = sum + numbers[#queue - i + 1] end
print(sum .. " " .. #queue .. " " .. queue[77777])
